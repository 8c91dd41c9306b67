/** The tools that set Hearth up and check that all of it fits together. */
package hearth.setup;
