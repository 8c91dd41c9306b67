/** The messages that were given up: seen, asked again, dropped. */
package hearth.setup.kept;
