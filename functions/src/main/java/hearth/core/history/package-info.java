/** What is kept of the past. */
package hearth.core.history;
