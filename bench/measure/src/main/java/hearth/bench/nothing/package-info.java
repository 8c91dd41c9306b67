/** What any app costs, whatever it does. */
package hearth.bench.nothing;
