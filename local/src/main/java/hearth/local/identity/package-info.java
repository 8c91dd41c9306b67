/** Stand-ins for a managed identity and for a machine's metadata service. */
package hearth.local.identity;
