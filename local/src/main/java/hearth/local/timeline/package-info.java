/** The time that stand-ins live in: the wall's, or one that a test moves by hand. */
package hearth.local.timeline;
