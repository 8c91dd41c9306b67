/** A stand-in for Azure Resource Manager, as far as scale sets go. */
package hearth.local.arm;
