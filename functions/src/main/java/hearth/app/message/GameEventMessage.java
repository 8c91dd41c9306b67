package hearth.app.message;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import hearth.core.Fetched;
import hearth.core.Player;
import hearth.core.event.MachineEvent;
import hearth.core.event.Transition;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Reads a message of the queue {@code game-events}: hostile until its MAC proves which machine of
 * which generation wrote it, and hostile in every field even then.
 *
 * <p>The text ends with {@code ,"mac":"<64 hex digits>"}}; what is signed is the text without that
 * member.
 */
public final class GameEventMessage {
  private static final String MAC_BEGIN = ",\"mac\":\"";
  private static final int MAC_LENGTH = MAC_BEGIN.length() + 64 + "\"}".length();
  private static final int MOST_PLAYERS = 256;
  private static final int MOST_TRANSITIONS = 32;
  private static final int MOST_COUNT = 10_000;
  private static final int MOST_LAYERS = 10_000;
  private static final Pattern VM_ID =
      Pattern.compile("[0-9A-Fa-f]{8}(-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12}");

  private static final ObjectMapper JSON =
      JsonMapper.builder(
              JsonFactory.builder()
                  .streamReadConstraints(
                      StreamReadConstraints.builder().maxNestingDepth(16).build())
                  .build())
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  private final Keys keys;

  /** The keys that machines were given. */
  @FunctionalInterface
  public interface Keys {
    /** The key of one generation of one server, or null where there is no such server. */
    byte[] of(String server, long generation);
  }

  public GameEventMessage(Keys keys) {
    this.keys = keys;
  }

  /**
   * The event, its origin proved.
   *
   * @throws InvalidMessage where the message is not one, or not that machine's
   */
  public MachineEvent read(String text) throws InvalidMessage {
    int end = text.length() - MAC_LENGTH;
    boolean shaped = end > 0 && text.startsWith(MAC_BEGIN, end) && text.endsWith("\"}");
    if (!shaped) {
      throw new InvalidMessage("it does not end with a mac");
    }
    String signed = text.substring(0, end) + "}";
    JsonNode event = parse(signed);
    String server = text(event, "server", 32);
    long generation = number(event, "generation", 1, Long.MAX_VALUE);
    prove(signed, text.substring(end + MAC_BEGIN.length(), text.length() - 2), server, generation);
    if (number(event, "v", 1, 1) != 1) {
      throw new InvalidMessage("v is not 1");
    }
    return event(event, server, generation);
  }

  private static JsonNode parse(String signed) throws InvalidMessage {
    try {
      JsonNode event = JSON.readTree(signed);
      if (!event.isObject()) {
        throw new InvalidMessage("it is not an object");
      }
      return event;
    } catch (JsonProcessingException e) {
      throw new InvalidMessage("it is not JSON");
    }
  }

  private void prove(String signed, String mac, String server, long generation)
      throws InvalidMessage {
    byte[] key = keys.of(server, generation);
    if (key == null) {
      throw new InvalidMessage("no such server");
    }
    try {
      Mac hmac = Mac.getInstance("HmacSHA256");
      hmac.init(new SecretKeySpec(key, "HmacSHA256"));
      byte[] expected = hmac.doFinal(signed.getBytes(StandardCharsets.UTF_8));
      if (!MessageDigest.isEqual(expected, HexFormat.of().parseHex(mac))) {
        throw new InvalidMessage("its mac is wrong");
      }
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has HmacSHA256", e);
    } catch (IllegalArgumentException e) {
      throw new InvalidMessage("its mac is not hexadecimal");
    }
  }

  private static MachineEvent event(JsonNode event, String server, long generation)
      throws InvalidMessage {
    return new MachineEvent(
        new MachineEvent.Source(
            server,
            generation,
            number(event, "epoch", 0, Long.MAX_VALUE),
            number(event, "seq", 1, Long.MAX_VALUE),
            vmId(event)),
        word(MachineEvent.Type.class, event, "type"),
        new MachineEvent.Game(
            word(MachineEvent.GamePhase.class, event, "phase"),
            optional(event, "step", 32),
            fetched(event.path("progress")),
            joinCode(event),
            event.path("saved").isBoolean() ? event.path("saved").booleanValue() : null),
        new MachineEvent.Online(
            roster(event.path("roster")),
            count(event.path("count")),
            transitions(event.path("transitions"))),
        event.path("evicting").booleanValue(),
        optional(event, "answers", 64),
        optional(event, "detail", 1500),
        backup(event.path("backup")),
        ConditionReader.read(event));
  }

  /** In one case, as Azure's two services need not agree on it. */
  private static String vmId(JsonNode event) throws InvalidMessage {
    String vmId = optional(event, "vmId", 36);
    if (vmId != null && !VM_ID.matcher(vmId).matches()) {
      throw new InvalidMessage("vmId is no UUID");
    }
    return vmId == null ? null : vmId.toLowerCase(Locale.ROOT);
  }

  private static MachineEvent.Backup backup(JsonNode backup) throws InvalidMessage {
    if (backup.isMissingNode() || backup.isNull()) {
      return null;
    }
    boolean sized = backup.has("size");
    return new MachineEvent.Backup(
        word(MachineEvent.Backup.Outcome.class, backup, "outcome"),
        optional(backup, "name", 128),
        sized ? number(backup, "size", 0, Long.MAX_VALUE) : null,
        backup.path("whole").asBoolean(true));
  }

  private static Fetched fetched(JsonNode progress) throws InvalidMessage {
    if (progress.isMissingNode() || progress.isNull()) {
      return null;
    }
    return new Fetched(
        number(progress, "bytes", 0, Long.MAX_VALUE),
        progress.has("ofBytes") ? number(progress, "ofBytes", 0, Long.MAX_VALUE) : 0,
        progress.has("layers") ? (int) number(progress, "layers", 0, MOST_LAYERS) : 0,
        progress.has("ofLayers") ? (int) number(progress, "ofLayers", 0, MOST_LAYERS) : 0);
  }

  private static List<Player> roster(JsonNode roster) throws InvalidMessage {
    if (roster.isNull() || roster.isMissingNode()) {
      return null;
    }
    if (!roster.isArray() || roster.size() > MOST_PLAYERS) {
      throw new InvalidMessage("roster is no list of at most " + MOST_PLAYERS);
    }
    List<Player> players = new ArrayList<>();
    Set<String> keys = new HashSet<>();
    for (JsonNode player : roster) {
      String key = text(player, "key", 128);
      if (keys.add(key)) {
        players.add(
            new Player(key, PlayerName.tame(text(player, "name", 256)), time(player, "since")));
      }
    }
    return List.copyOf(players);
  }

  private static Integer count(JsonNode count) throws InvalidMessage {
    if (count.isNull() || count.isMissingNode()) {
      return null;
    }
    if (!count.isInt() || count.intValue() < 0 || count.intValue() > MOST_COUNT) {
      throw new InvalidMessage("count is not between 0 and " + MOST_COUNT);
    }
    return count.intValue();
  }

  private static List<Transition> transitions(JsonNode transitions) throws InvalidMessage {
    if (!transitions.isArray() || transitions.size() > MOST_TRANSITIONS) {
      throw new InvalidMessage("transitions is no list of at most " + MOST_TRANSITIONS);
    }
    List<Transition> read = new ArrayList<>();
    for (JsonNode transition : transitions) {
      String kind = text(transition, "kind", 8);
      if (!kind.equals("join") && !kind.equals("leave")) {
        throw new InvalidMessage("a transition is neither join nor leave");
      }
      read.add(
          new Transition(
              number(transition, "seq", 1, Long.MAX_VALUE),
              kind.equals("join"),
              text(transition, "key", 128),
              PlayerName.tame(text(transition, "name", 256)),
              time(transition, "at")));
    }
    return List.copyOf(read);
  }

  private static String joinCode(JsonNode event) throws InvalidMessage {
    String code = optional(event, "joinCode", 64);
    if (code == null) {
      return null;
    }
    for (int i = 0; i < code.length(); i++) {
      char c = code.charAt(i);
      boolean fine = "-.:".indexOf(c) >= 0 || (c < 128 && Character.isLetterOrDigit(c));
      if (!fine) {
        throw new InvalidMessage(
            "joinCode holds more than letters, digits, hyphens, dots and colons");
      }
    }
    return code.isEmpty() ? null : code;
  }

  static <E extends Enum<E>> E word(Class<E> type, JsonNode event, String name)
      throws InvalidMessage {
    String word = text(event, name, 16);
    try {
      return Enum.valueOf(type, word.replace('-', '_').toUpperCase(Locale.ROOT));
    } catch (IllegalArgumentException e) {
      throw new InvalidMessage("unknown " + name);
    }
  }

  static String text(JsonNode node, String name, int most) throws InvalidMessage {
    JsonNode value = node.path(name);
    if (!value.isTextual() || value.textValue().length() > most) {
      throw new InvalidMessage(name + " is no text of at most " + most + " characters");
    }
    return value.textValue();
  }

  static String optional(JsonNode node, String name, int most) throws InvalidMessage {
    JsonNode value = node.path(name);
    return value.isNull() || value.isMissingNode() ? null : text(node, name, most);
  }

  static long number(JsonNode node, String name, long least, long most) throws InvalidMessage {
    JsonNode value = node.path(name);
    boolean fine = value.isIntegralNumber() && value.canConvertToLong();
    if (!fine || value.longValue() < least || value.longValue() > most) {
      throw new InvalidMessage(name + " is no whole number in its range");
    }
    return value.longValue();
  }

  private static Instant time(JsonNode node, String name) throws InvalidMessage {
    try {
      return Instant.parse(text(node, name, 40));
    } catch (DateTimeParseException e) {
      throw new InvalidMessage(name + " is no time");
    }
  }
}
