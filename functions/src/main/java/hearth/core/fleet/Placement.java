package hearth.core.fleet;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One place where a server's machine may be lit.
 *
 * @param scaleSet the virtual machine scale set's name
 * @param size the virtual machine size, such as {@code Standard_D2ads_v5}
 * @param spot whether the set is of priority Spot
 * @param pricePerHour US dollars an hour for the machine alone, or 0 where the settings do not say
 */
public record Placement(String scaleSet, String size, boolean spot, double pricePerHour) {
  /**
   * US dollars an hour for the machine's public address, a standard static IPv4 one. Read:
   * azure.microsoft.com/pricing/details/ip-addresses; a test holds it to the money model's.
   */
  static final double ADDRESS_PER_HOUR = 0.005;

  /** Azure's naming: the family's letter, the number of virtual CPUs, the rest of the family. */
  private static final Pattern CORES = Pattern.compile("(?<=_[A-Z]{1,4})\\d+");

  /** US dollars an hour for the machine and its address; 0 where the machine's price is unknown. */
  public double costPerHour() {
    return pricePerHour > 0 ? pricePerHour + ADDRESS_PER_HOUR : 0;
  }

  /**
   * Whether a machine here counts against the quota that a machine of {@code other} counts against,
   * and takes as much of it or more. All Spot machines of a region share one quota; others have one
   * a family of sizes.
   */
  public boolean needsAtLeastQuotaOf(Placement other) {
    boolean shared = spot ? other.spot : !other.spot && family().equals(other.family());
    return shared && cores() >= other.cores();
  }

  private String family() {
    return CORES.matcher(size).replaceFirst("");
  }

  private int cores() {
    Matcher found = CORES.matcher(size);
    return found.find() && found.group().length() < 6 ? Integer.parseInt(found.group()) : 0;
  }
}
