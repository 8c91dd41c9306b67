/** Azure's side, a package each service. */
package hearth.azure;
