/** What a person runs to set Hearth up and to see whether all of it fits together. */
package hearth.setup;
