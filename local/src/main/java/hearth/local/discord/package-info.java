/** A stand-in for Discord: its REST interface, its channels, and the interactions it sends. */
package hearth.local.discord;
