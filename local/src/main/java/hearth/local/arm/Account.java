package hearth.local.arm;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import hearth.local.http.Faults;
import hearth.local.http.Json;
import hearth.local.http.Reply;
import hearth.local.http.Request;
import java.util.function.Supplier;

/** The subscription: its offer and what it may use. */
final class Account {
  private final String subscription;
  private final Faults faults;
  private volatile String quotaId = "PayAsYouGo_2014-09-01";
  private volatile int spotCores = 10;

  Account(String subscription, Faults faults) {
    this.subscription = subscription;
    this.faults = faults;
  }

  void offer(String id) {
    quotaId = id;
  }

  void spotQuota(int cores) {
    spotCores = cores;
  }

  Reply subscription(Request request) {
    return own("subscription", request, this::document);
  }

  Reply usages(Request request) {
    return own("usages", request, this::used);
  }

  private Reply own(String scope, Request request, Supplier<ObjectNode> document) {
    boolean own = request.name("subscription").equalsIgnoreCase(subscription);
    return faults.around(
        scope,
        ArmRoutes::refusal,
        () ->
            own
                ? Reply.json(200, document.get())
                : ArmError.of("SubscriptionNotFound", "No such subscription.").reply(404));
  }

  private ObjectNode document() {
    ObjectNode json = Json.object().put("id", "/subscriptions/" + subscription);
    json.put("subscriptionId", subscription).put("displayName", "Hearth").put("state", "Enabled");
    json.putObject("subscriptionPolicies")
        .put("locationPlacementId", "Public_2014-09-01")
        .put("quotaId", quotaId)
        .put("spendingLimit", "Off");
    return json;
  }

  private ObjectNode used() {
    ObjectNode page = Json.object();
    ArrayNode list = page.putArray("value");
    usage(list, "cores", "Total Regional vCPUs", 10);
    usage(list, "lowPriorityCores", "Total Regional Low-priority vCPUs", spotCores);
    return page;
  }

  private static void usage(ArrayNode list, String name, String title, int limit) {
    ObjectNode usage = list.addObject().put("limit", limit).put("unit", "Count");
    usage.put("currentValue", 0);
    usage.putObject("name").put("value", name).put("localizedValue", title);
  }
}
