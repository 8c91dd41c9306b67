/**
 * Plays Azure's Java worker in a fresh JVM, with nothing of the benchmarks beside it: the host
 * knows the app only as jars and entry points.
 */
package hearth.bench.worker;
