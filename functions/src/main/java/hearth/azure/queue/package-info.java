/** The storage queues: what is sent, looked for, and given up. */
package hearth.azure.queue;
