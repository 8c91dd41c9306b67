package hearth.core.fleet;

/**
 * One place where a server's machine may be lit.
 *
 * @param scaleSet the virtual machine scale set's name
 * @param size the virtual machine size, such as {@code Standard_D2ads_v5}
 * @param spot whether the set is of priority Spot
 * @param pricePerHour US dollars an hour, or 0 where the settings do not say
 */
public record Placement(String scaleSet, String size, boolean spot, double pricePerHour) {}
