/** HTTP triggers, as the host serves them. */
package hearth.local.host.http;
