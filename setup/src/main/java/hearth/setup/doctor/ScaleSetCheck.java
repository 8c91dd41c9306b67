package hearth.setup.doctor;

import com.fasterxml.jackson.databind.JsonNode;
import hearth.app.settings.Settings;
import hearth.core.fleet.Placement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Whether a placement's scale set can be read and is as the settings say.
 *
 * @param regions is told where the set is
 */
record ScaleSetCheck(
    AzureApi azure,
    Settings.ForReactions settings,
    Placement placement,
    Map<String, String> regions)
    implements Check {
  private static final String VERSION = "?api-version=2025-04-01";

  @Override
  public List<Finding> look() {
    AzureApi.Answer answer =
        azure.arm(
            settings.azure().armEndpoint(),
            "/subscriptions/"
                + settings.azure().subscription()
                + "/resourceGroups/"
                + settings.azure().resourceGroup()
                + "/providers/Microsoft.Compute/virtualMachineScaleSets/"
                + placement.scaleSet()
                + VERSION);
    if (!answer.fine()) {
      return List.of(Finding.fail(name() + ": Azure answered " + answer.told(), mend(answer)));
    }
    regions.put(placement.scaleSet(), answer.body().path("location").asText());
    List<Finding> findings = new ArrayList<>();
    findings.add(Finding.ok(name() + ": " + described(answer.body())));
    compare(answer.body(), findings);
    return findings;
  }

  private String name() {
    return "Scale set " + placement.scaleSet();
  }

  private static String described(JsonNode set) {
    JsonNode sku = set.path("sku");
    return sku.path("capacity").asInt()
        + " of "
        + sku.path("name").asText()
        + " in "
        + set.path("location").asText();
  }

  private void compare(JsonNode set, List<Finding> findings) {
    String priority = set.at("/properties/virtualMachineProfile/priority").asText("Regular");
    String wanted = placement.spot() ? "Spot" : "Regular";
    if (!priority.equalsIgnoreCase(wanted)) {
      findings.add(
          Finding.fail(
              name() + ": is of priority " + priority + ", HEARTH_SERVERS says " + wanted,
              "Correct the placement's priority, or deploy the set anew: it cannot be changed."));
    }
    if (set.at("/properties/overprovision").asBoolean(true)) {
      findings.add(
          Finding.warn(
              name() + ": overprovisioning is on, so a start makes two machines for a while",
              "Set properties.overprovision to false and deploy again."));
    }
    if (set.at("/sku/capacity").asInt() > 1) {
      findings.add(
          Finding.warn(
              name() + ": holds more than the one machine that Hearth ever asks for",
              "az vmss scale --new-capacity 0 -n " + placement.scaleSet() + " -g <group>"));
    }
  }

  private static String mend(AzureApi.Answer answer) {
    return switch (answer.status()) {
      case 401 -> "Azure does not take the token: `az login --tenant <id>`.";
      case 403 ->
          "The one signed in may not read it. Give the role that docs/discord.md names; a new one"
              + " can take ten minutes to be known everywhere, so run this again then.";
      case 404 ->
          "Is HEARTH_RESOURCE_GROUP right, and was the set deployed under the name that"
              + " HEARTH_SERVERS gives?";
      case 429 -> "Azure asks to wait. Run this again in a minute.";
      default -> "Run this again in a few minutes; https://status.azure.com tells of trouble.";
    };
  }
}
