/** Queues and their triggers, as the host polls and writes them. */
package hearth.local.host.queue;
