/** The cost of one invocation in a worker that has run for a while. */
package hearth.bench.warm;
