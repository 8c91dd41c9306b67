package hearth.setup.doctor;

import com.fasterxml.jackson.databind.JsonNode;
import hearth.app.settings.Settings;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Whether the subscription is open, and whether its offer includes Spot machines. */
record SubscriptionCheck(AzureApi azure, Settings.ForReactions settings) implements Check {
  private static final String VERSION = "?api-version=2022-12-01";

  /** Offers that Azure's documentation names as including Spot, by how their quota ids begin. */
  private static final List<String> WITH_SPOT =
      List.of("enterpriseagreement_", "payasyougo_", "sponsored_", "csp_", "cspmg_");

  /** Offers known to have no Spot quota. */
  private static final List<String> WITHOUT_SPOT =
      List.of(
          "freetrial_",
          "azureforstudents",
          "dreamspark_",
          "azurepass_",
          "msdn_",
          "msdndevtest_",
          "mpn_",
          "bizspark_",
          "visualstudio");

  @Override
  public List<Finding> look() {
    AzureApi.Answer answer =
        azure.arm(
            settings.azure().armEndpoint(),
            "/subscriptions/" + settings.azure().subscription() + VERSION);
    if (answer.status() == 403) {
      return List.of(
          Finding.warn(
              "Subscription: the one signed in may not read it, so its offer is not known",
              "Reader on the subscription would do. Hearth itself does not need it."));
    }
    if (!answer.fine()) {
      return List.of(
          Finding.fail(
              "Subscription: Azure answered " + answer.told(),
              "Is AZURE_SUBSCRIPTION_ID right, and is the one signed in a Reader of it? `az"
                  + " account list` shows what is within reach; `az login --tenant <id>` signs in"
                  + " elsewhere."));
    }
    List<Finding> findings = new ArrayList<>();
    findings.add(state(answer.body()));
    findings.add(offer(answer.body().at("/subscriptionPolicies/quotaId").asText("")));
    if (answer.body().at("/subscriptionPolicies/spendingLimit").asText().equals("On")) {
      findings.add(
          Finding.warn(
              "Subscription: has a spending limit; when it is used up, everything stops",
              "Azure portal, Cost Management, remove the spending limit, or keep an eye on it."));
    }
    return findings;
  }

  private static Finding state(JsonNode subscription) {
    String state = subscription.path("state").asText();
    return state.equals("Enabled")
        ? Finding.ok("Subscription: enabled")
        : Finding.fail(
            "Subscription: its state is " + state,
            "Azure portal, Subscriptions: it says there how to reactivate it.");
  }

  private static Finding offer(String quota) {
    String id = quota.toLowerCase(Locale.ROOT);
    if (WITH_SPOT.stream().anyMatch(id::startsWith)) {
      return Finding.ok("Offer: " + quota + " includes Spot machines");
    }
    String mend =
        "Spot needs pay-as-you-go, an Enterprise Agreement, a sponsorship or a CSP: Azure portal,"
            + " Subscriptions, Upgrade; or use placements of priority Regular.";
    return WITHOUT_SPOT.stream().anyMatch(id::startsWith)
        ? Finding.fail("Offer: " + quota + " does not include Spot machines", mend)
        : Finding.warn("Offer: whether " + quota + " includes Spot machines is not known", mend);
  }
}
