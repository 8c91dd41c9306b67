/** Measurements of Hearth; none of them decides a test. */
package hearth.bench;
