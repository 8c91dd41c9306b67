/** The cost of any app, whatever it does. */
package hearth.bench.nothing;
