/**
 * The messages of the queues, read and checked against their contracts.
 *
 * <p>{@code ValidatingReader} and {@code Formats} are public for {@code settings}, whose JSON is
 * held to the same rules.
 */
package hearth.app.message;
