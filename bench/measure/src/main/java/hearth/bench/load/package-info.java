/** Hearth from end to end, on the local stack; all traffic stays on this machine. */
package hearth.bench.load;
