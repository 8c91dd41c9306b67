/** The same door, done the obvious way. */
package hearth.bench.obvious;
