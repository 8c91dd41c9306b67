/**
 * JSON where somebody waits: a reader and a writer of a class each, because every class that a cold
 * start loads is paid for by a person (docs/decisions/0023).
 */
package hearth.json;
