/**
 * What people read, brought up to what is the case: replies, announcements, a session's message.
 */
package hearth.core.update;
