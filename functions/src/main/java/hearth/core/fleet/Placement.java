package hearth.core.fleet;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One place where a server's machine may be lit.
 *
 * @param scaleSet the virtual machine scale set's name
 * @param size the virtual machine size, such as {@code Standard_D2ads_v5}
 * @param spot whether the set is of priority Spot
 * @param pricePerHour US dollars an hour, or 0 where the settings do not say
 */
public record Placement(String scaleSet, String size, boolean spot, double pricePerHour) {
  /** Azure's naming: the family's letter, the number of virtual CPUs, the rest of the family. */
  private static final Pattern CORES = Pattern.compile("(?<=_[A-Z]{1,4})\\d+");

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
