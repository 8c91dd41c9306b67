/**
 * The load that one deployment carries: events a second, transactions and conflicts, by number of servers.
 */
package hearth.bench.scale;
