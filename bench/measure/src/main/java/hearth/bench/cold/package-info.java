/** What a cold start costs: fresh JVMs, each serving one request. */
package hearth.bench.cold;
