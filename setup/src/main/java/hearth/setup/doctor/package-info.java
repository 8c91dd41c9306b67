/** Looks whether settings, Discord and Azure fit together, and says how to mend what does not. */
package hearth.setup.doctor;
