/**
 * A host for a packaged Azure Functions app in Java, for one machine: it changes what goes in and
 * out as the real host and its Java worker do. It knows the app as a staging folder only.
 *
 * <p>Not stood in for: scaling out, authorisation levels, dates in JSON outputs that the real host
 * may write anew, other bindings than HTTP, queues and timers. Unlike the real host it makes no
 * queue that an output lacks: that is an error, so that a template that forgot one is found out.
 * Host and worker are one process here: a worker's start is loading the app, and the third that
 * fails ends the host as it does the real one.
 */
package hearth.local.host;
