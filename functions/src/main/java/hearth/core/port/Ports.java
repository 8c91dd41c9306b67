package hearth.core.port;

/**
 * The world as the lease's owner reaches it.
 *
 * @param scaleSets Azure's scale sets
 * @param chat Discord
 * @param outbox the queues
 * @param names stable host names
 * @param operatorChannel where the operator reads, or null
 */
public record Ports(
    ScaleSets scaleSets, Chat chat, Outbox outbox, DnsNames names, String operatorChannel) {}
