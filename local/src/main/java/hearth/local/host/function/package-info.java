/** The app's functions: how they are found, called, and what they give back. */
package hearth.local.host.function;
