/** The certificate that the local https servers share. */
package hearth.local.tls;
