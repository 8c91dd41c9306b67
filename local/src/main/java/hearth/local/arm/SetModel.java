package hearth.local.arm;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import hearth.local.http.Json;
import java.util.Optional;

/** The wanted form of a scale set. Its ETag changes whenever this does. */
record SetModel(String size, String tier, int capacity, ObjectNode properties, ObjectNode tags) {
  private static final int MOST = 1000;

  /** A set as the templates make it: only a Spot profile has an eviction policy and a price. */
  static SetModel empty(String size, boolean spot) {
    ObjectNode properties = Json.object().put("singlePlacementGroup", false);
    properties.put("overprovision", false).put("orchestrationMode", "Uniform");
    ObjectNode profile = properties.putObject("virtualMachineProfile");
    profile.put("priority", spot ? "Spot" : "Regular");
    if (spot) {
      profile.put("evictionPolicy", "Delete").putObject("billingProfile").put("maxPrice", -1);
    }
    return new SetModel(size, "Standard", 0, properties, Json.object());
  }

  SetModel withCapacity(int wanted) {
    return new SetModel(size, tier, wanted, properties, tags);
  }

  /** This with what a PATCH names; empty when the PATCH makes no sense. */
  Optional<SetModel> patched(ObjectNode patch) {
    JsonNode sku = patch.path("sku");
    JsonNode wanted = sku.path("capacity");
    boolean capacityIsSound =
        wanted.isMissingNode()
            || (wanted.canConvertToExactIntegral()
                && wanted.longValue() >= 0
                && wanted.longValue() <= MOST);
    if (!capacityIsSound || sku.path("name").asText(size).isBlank()) {
      return Optional.empty();
    }
    return Optional.of(
        new SetModel(
            sku.path("name").asText(size),
            sku.path("tier").asText(tier),
            wanted.asInt(capacity),
            merged(properties, patch.path("properties")),
            patch.path("tags").isObject() ? (ObjectNode) patch.get("tags").deepCopy() : tags));
  }

  private static ObjectNode merged(ObjectNode old, JsonNode patch) {
    ObjectNode result = old.deepCopy();
    patch
        .fields()
        .forEachRemaining(
            field -> {
              JsonNode before = result.path(field.getKey());
              boolean both = before.isObject() && field.getValue().isObject();
              result.set(
                  field.getKey(),
                  both ? merged((ObjectNode) before, field.getValue()) : field.getValue());
            });
    return result;
  }
}
