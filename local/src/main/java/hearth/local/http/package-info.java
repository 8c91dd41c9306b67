/** The small HTTP layer under the stand-ins: routes, JSON, faults, limits. */
package hearth.local.http;
