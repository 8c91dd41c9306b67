package hearth.core.fleet;

/**
 * A host name that follows the machine's address from one lighting to the next.
 *
 * @param host what players type
 * @param zone the Azure DNS zone that holds it, or null
 * @param record its record within the zone, or null
 * @param update else the address of a dynamic DNS service, with {@code {ip}} and {@code {token}} in
 *     it; the token itself is a setting of its own
 */
public record StableName(String host, String zone, String record, String update) {}
