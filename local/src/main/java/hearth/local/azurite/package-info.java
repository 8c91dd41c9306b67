/** The storage emulator of the local run and of the tests: a real Azurite. */
package hearth.local.azurite;
