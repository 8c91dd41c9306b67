/** What one invocation costs in a worker that has run for a while. */
package hearth.bench.warm;
