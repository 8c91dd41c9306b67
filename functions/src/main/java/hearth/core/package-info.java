/**
 * The domain: it decides, and knows nothing but Java. The packages below know each other in one
 * direction only, each those before it: {@code fleet}, {@code note}, {@code history}, {@code
 * event}, {@code wanted}, {@code state}, {@code port}, {@code rules}, {@code delivery}. Here stand
 * the words that all of them use.
 *
 * <p>{@code Lists} and {@code WithBuilder} are public because each of these packages needs them;
 * nothing outside of the core does.
 */
package hearth.core;
