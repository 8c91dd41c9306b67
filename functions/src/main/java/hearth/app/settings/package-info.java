/** The settings and the fleet, read and checked. */
package hearth.app.settings;
