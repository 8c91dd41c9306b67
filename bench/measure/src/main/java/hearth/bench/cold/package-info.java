/** The cost of a cold start: fresh JVMs, each serving one request. */
package hearth.bench.cold;
