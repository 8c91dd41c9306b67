/**
 * The wanted state of the world, each target with the revision wanted and the one last done.
 *
 * <p>The methods that make the next of a wish from the present one are public for the rules and the
 * delivery, and nobody else's.
 */
package hearth.core.wanted;
