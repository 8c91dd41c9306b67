/** The clients of all of them, with the app's managed identity. */
package hearth.azure.client;
