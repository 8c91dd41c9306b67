/** The servers as the settings declare them: places, limits, who may do what, what is told. */
package hearth.core.fleet;
