/** Messages to people, as data: the words are chosen behind the port {@code Chat}. */
package hearth.core.note;
