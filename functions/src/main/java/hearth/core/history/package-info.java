/** A server's past: sessions and commands. */
package hearth.core.history;
