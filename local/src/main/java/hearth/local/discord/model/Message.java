package hearth.local.discord.model;

import com.fasterxml.jackson.databind.node.ObjectNode;
import hearth.local.http.Json;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * A message as it stands after its last edit, with all it ever was.
 *
 * @param interaction the id of the interaction it answers; empty for a bot's own message
 * @param versions the payloads it had, oldest first, the present one last
 */
public record Message(
    String id,
    String channel,
    String interaction,
    int flags,
    boolean deleted,
    List<Version> versions) {
  public static final int EPHEMERAL = 64;
  public static final int THINKING = 128;

  /** A message's content since {@code at}. */
  public record Version(Instant at, ObjectNode payload) {}

  /** Copies the versions. */
  public Message {
    versions = List.copyOf(versions);
  }

  /** Its present content. */
  public ObjectNode payload() {
    return versions.getLast().payload();
  }

  /** Its text now. */
  public String content() {
    return payload().path("content").asText("");
  }

  /** Whether only the person who asked sees it. */
  public boolean ephemeral() {
    return (flags & EPHEMERAL) != 0;
  }

  /** Whether it is still the 'thinking…' of a deferred response. */
  public boolean thinking() {
    return (flags & THINKING) != 0;
  }

  public Message edited(ObjectNode change, Instant at) {
    ObjectNode next = payload().deepCopy();
    next.setAll(change);
    int kept = flags & ~THINKING;
    List<Version> more = new ArrayList<>(versions);
    more.add(new Version(at, next));
    int asked = change.path("flags").asInt(0) & ~(EPHEMERAL | THINKING);
    return new Message(id, channel, interaction, kept | asked, false, more);
  }

  public Message gone() {
    return new Message(id, channel, interaction, flags, true, versions);
  }

  public ObjectNode json(String application) {
    ObjectNode json = Json.object().put("id", id).put("channel_id", channel).put("content", "");
    json.putArray("embeds");
    json.putArray("components");
    json.setAll(payload());
    json.remove(List.of("allowed_mentions", "enforce_nonce"));
    json.put("type", interaction.isEmpty() ? 0 : 20).put("flags", flags);
    json.put("timestamp", versions.getFirst().at().toString());
    json.put("edited_timestamp", versions.size() > 1 ? versions.getLast().at().toString() : null);
    json.putObject("author").put("id", application).put("username", "Hearth").put("bot", true);
    return json;
  }
}
