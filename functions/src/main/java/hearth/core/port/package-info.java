/** The world as the core wants it to be: what adapters implement, and how their calls can end. */
package hearth.core.port;
