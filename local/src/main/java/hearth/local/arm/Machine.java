package hearth.local.arm;

/**
 * One instance of a scale set.
 *
 * @param instanceId its number within the set, never used twice
 * @param name set and number, as Scheduled Events name it
 * @param vmId unlike every other machine's, ever
 * @param size the size it was made with
 * @param address its public IPv4 address
 */
public record Machine(
    String scaleSet, String instanceId, String name, String vmId, String size, String address) {}
