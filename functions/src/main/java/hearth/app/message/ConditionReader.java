package hearth.app.message;

import com.fasterxml.jackson.databind.JsonNode;
import hearth.core.Evidence;
import hearth.core.Newer;
import hearth.core.event.Condition;
import hearth.core.event.Presence;
import hearth.core.event.Trouble;
import java.util.ArrayList;
import java.util.List;

/** Reads of a machine's report how its game is. */
final class ConditionReader {
  private static final int MOST_SOURCES = 16;
  private static final int MOST_COUNT = 10_000;
  private static final int LONGEST_VERSION = 40;
  private static final int LONGEST_IMAGE = 128;

  private ConditionReader() {}

  static Condition read(JsonNode event) throws InvalidMessage {
    return new Condition(
        trouble(event.path("trouble")),
        presence(event.path("presence"), event.path("evidence")),
        GameEventMessage.optional(event, "version", LONGEST_VERSION),
        GameEventMessage.optional(event, "checked", LONGEST_VERSION),
        newer(event.path("newer")));
  }

  private static Newer newer(JsonNode newer) throws InvalidMessage {
    return isAbsent(newer)
        ? null
        : new Newer(
            GameEventMessage.text(newer, "version", LONGEST_IMAGE),
            GameEventMessage.text(newer, "over", LONGEST_IMAGE),
            GameEventMessage.word(Newer.When.class, newer, "when"));
  }

  private static Trouble trouble(JsonNode trouble) throws InvalidMessage {
    if (isAbsent(trouble)) {
      return null;
    }
    return new Trouble(
        GameEventMessage.word(Trouble.Kind.class, trouble, "kind"),
        GameEventMessage.optional(trouble, "detail", 1500),
        GameEventMessage.optional(trouble, "step", 32),
        GameEventMessage.number(trouble, "seq", 1, Long.MAX_VALUE));
  }

  private static Presence presence(JsonNode presence, JsonNode evidence) throws InvalidMessage {
    if (isAbsent(presence)) {
      return null;
    }
    return new Presence(
        GameEventMessage.word(Presence.Verdict.class, presence, "verdict"),
        sources(presence.path("by")),
        evidence(evidence));
  }

  private static List<String> sources(JsonNode by) throws InvalidMessage {
    List<String> read = new ArrayList<>();
    for (JsonNode source : list(by, "by")) {
      if (!source.isTextual() || source.textValue().length() > 32) {
        throw new InvalidMessage("a source of presence is no text of at most 32 characters");
      }
      read.add(source.textValue());
    }
    return List.copyOf(read);
  }

  private static List<Evidence> evidence(JsonNode evidence) throws InvalidMessage {
    List<Evidence> read = new ArrayList<>();
    for (JsonNode one : list(evidence, "evidence")) {
      String source = GameEventMessage.text(one, "source", 32);
      boolean known = !isAbsent(one.path("count"));
      read.add(
          new Evidence(
              source, known ? (int) GameEventMessage.number(one, "count", 0, MOST_COUNT) : null));
    }
    return List.copyOf(read);
  }

  private static JsonNode list(JsonNode list, String name) throws InvalidMessage {
    boolean fine = isAbsent(list) || (list.isArray() && list.size() <= MOST_SOURCES);
    if (!fine) {
      throw new InvalidMessage(name + " is no list of at most " + MOST_SOURCES);
    }
    return list;
  }

  private static boolean isAbsent(JsonNode node) {
    return node.isMissingNode() || node.isNull();
  }
}
