package hearth.local.discord.rule;

import com.fasterxml.jackson.databind.JsonNode;

/** A modal: the OpenAPI document's limits, and what is stricter or across fields. */
final class ModalRules {
  private static final int INPUT = 4;
  private static final int MOST_INPUT = 4000;

  /** Discord's documentation has five; the OpenAPI document has forty. */
  private static final int MOST_PARTS = 5;

  /** The data of a callback of type 9. */
  static final Rule MODAL =
      OpenApi.of("ModalInteractionCallbackRequestData")
          .and(Rule.member("components", ModalRules::parts));

  private ModalRules() {}

  private static void parts(String path, JsonNode parts, Mistakes mistakes) {
    Values.list(1, MOST_PARTS, ModalRules::part).check(path, parts, mistakes);
    ComponentRules.all(path, parts, mistakes);
  }

  /** A text input in a row names itself, and is alone there; in a label it must not. */
  private static void part(String path, JsonNode part, Mistakes mistakes) {
    Rule.member("components", Values.list(1, 1, Rule.needs("label").and(ModalRules::lengths)))
        .check(path, part, mistakes);
    Rule.member("component", ModalRules::inLabel).check(path, part, mistakes);
  }

  private static void inLabel(String path, JsonNode input, Mistakes mistakes) {
    if (input.path("type").asInt() == INPUT) {
      lengths(path, input, mistakes);
      if (input.has("label")) {
        mistakes.add(path + ".label", "UNKNOWN_KEY", "Unknown key.");
      }
    }
  }

  private static void lengths(String path, JsonNode input, Mistakes mistakes) {
    int most = input.path("max_length").asInt(MOST_INPUT);
    String value = input.path("value").asText();
    if (input.path("min_length").asInt(0) > most) {
      mistakes.add(path + ".min_length", "NUMBER_TYPE_MAX", "More than max_length.");
    }
    if (value.codePointCount(0, value.length()) > most) {
      String message = "Must be " + most + " or fewer in length.";
      mistakes.add(path + ".value", "BASE_TYPE_MAX_LENGTH", message);
    }
  }
}
