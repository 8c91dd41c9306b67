/** How long somebody waits who asks or plays after nothing has happened for a while. */
package hearth.bench.told;
