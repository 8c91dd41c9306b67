/** Events: a command, a tick, a sweep, a message given up, a machine's report. */
package hearth.core.event;
