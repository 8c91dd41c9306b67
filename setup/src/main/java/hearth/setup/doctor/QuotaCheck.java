package hearth.setup.doctor;

import com.fasterxml.jackson.databind.JsonNode;
import hearth.app.settings.Settings;
import hearth.core.fleet.Placement;
import hearth.core.fleet.Server;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Whether the Spot quota of each region is enough for one machine a server.
 *
 * @param regions where each scale set is
 */
record QuotaCheck(AzureApi azure, Settings.ForReactions settings, Map<String, String> regions)
    implements Check {
  private static final String VERSION = "/usages?api-version=2025-04-01";

  /** Azure's naming convention puts the number of vCPUs right after the family's letters. */
  private static final Pattern CORES = Pattern.compile("[A-Za-z]+_[A-Za-z]+(\\d+).*");

  /** Cores for all servers at once, and for the largest alone. */
  private record Need(int all, int largest) {
    static final Need NONE = new Need(0, 0);

    Need and(int cores) {
      return new Need(all + cores, Math.max(largest, cores));
    }
  }

  @Override
  public List<Finding> look() {
    List<Finding> findings = new ArrayList<>();
    needs().forEach((region, need) -> findings.add(region(region, need)));
    return findings;
  }

  private Map<String, Need> needs() {
    Map<String, Need> needs = new TreeMap<>();
    for (Server server : settings.door().fleet().servers()) {
      Map<String, Integer> most = new TreeMap<>();
      for (Placement placement : server.machines().placements()) {
        String region = regions.get(placement.scaleSet());
        if (placement.spot() && region != null) {
          most.merge(region, cores(placement.size()), Math::max);
        }
      }
      most.forEach(
          (region, cores) -> needs.put(region, needs.getOrDefault(region, Need.NONE).and(cores)));
    }
    return needs;
  }

  static int cores(String size) {
    Matcher matcher = CORES.matcher(size);
    return matcher.matches() ? Integer.parseInt(matcher.group(1)) : 0;
  }

  private Finding region(String region, Need need) {
    AzureApi.Answer answer =
        azure.arm(
            settings.azure().armEndpoint(),
            "/subscriptions/"
                + settings.azure().subscription()
                + "/providers/Microsoft.Compute/locations/"
                + region
                + VERSION);
    if (!answer.fine()) {
      return Finding.warn(
          "Spot quota in " + region + ": Azure answered " + answer.told(),
          "The one signed in needs Reader on the subscription to see quotas.");
    }
    for (JsonNode usage : answer.body().path("value")) {
      if (usage.at("/name/value").asText().equals("lowPriorityCores")) {
        return judged(region, need, usage.path("limit").asInt());
      }
    }
    return Finding.fail("Spot quota in " + region + ": there is none", mend(region, need));
  }

  private static Finding judged(String region, Need need, int limit) {
    String what = "Spot quota in " + region + ": " + limit + " cores, for " + need.all();
    if (limit < need.largest()) {
      return Finding.fail(what + " (" + need.largest() + " for one machine)", mend(region, need));
    }
    return limit < need.all()
        ? Finding.warn(what + ", so not every server can run at once", mend(region, need))
        : Finding.ok(what);
  }

  private static String mend(String region, Need need) {
    return "Azure portal, Quotas, Compute, region "
        + region
        + ", Total Regional Spot vCPUs: ask for "
        + need.all()
        + ".";
  }
}
