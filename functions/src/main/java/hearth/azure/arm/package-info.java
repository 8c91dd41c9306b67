/** The resource manager: scale sets and DNS records. */
package hearth.azure.arm;
