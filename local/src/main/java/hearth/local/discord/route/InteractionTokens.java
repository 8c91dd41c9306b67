package hearth.local.discord.route;

import hearth.local.discord.model.Interaction;
import hearth.local.discord.model.Message;
import hearth.local.discord.model.DiscordError;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import hearth.local.http.Json;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Which interactions can be answered. A token works from the moment Discord has the initial
 * response until its time is over, and never if that response did not come.
 */
public final class InteractionTokens {
  private final ChannelStore store;
  private final InstantSource clock;
  private final Duration life;
  private final Map<String, Entry> entries = new HashMap<>();

  /** {@code original} is the id of the first message; empty while there was no response. */
  public record Entry(Interaction interaction, Optional<String> original) {}

  public InteractionTokens(ChannelStore store, InstantSource clock, Duration life) {
    this.store = store;
    this.clock = clock;
    this.life = life;
  }

  public synchronized void register(Interaction interaction) {
    entries.putIfAbsent(interaction.token(), new Entry(interaction, Optional.empty()));
  }

  public synchronized Optional<Entry> find(String token) {
    return Optional.ofNullable(entries.get(token));
  }

  /** Why this token answers nothing; empty when it does. */
  public synchronized Optional<DiscordError> refusal(String application, String token) {
    Optional<Entry> entry =
        find(token).filter(found -> found.interaction().application().equals(application));
    if (entry.isEmpty()) {
      return Optional.of(DiscordError.UNKNOWN_WEBHOOK);
    }
    if (!clock.instant().isBefore(entry.get().interaction().at().plus(life))) {
      return Optional.of(DiscordError.INVALID_TOKEN);
    }
    return entry.get().original().isEmpty()
        ? Optional.of(DiscordError.UNKNOWN_WEBHOOK)
        : Optional.empty();
  }

  /** Takes the initial response; false when there was one already. */
  public synchronized boolean respond(Interaction interaction, JsonNode callback) {
    Optional<Entry> entry = find(interaction.token());
    if (entry.isEmpty() || entry.get().original().isPresent()) {
      return false;
    }
    store.tell(view -> view.responseReceived(interaction, callback));
    Optional<String> original = originalOf(interaction, callback);
    entries.put(interaction.token(), new Entry(interaction, original));
    return true;
  }

  private Optional<String> originalOf(Interaction interaction, JsonNode callback) {
    JsonNode data = callback.path("data");
    int ephemeral = data.path("flags").asInt() & Message.EPHEMERAL;
    return switch (callback.path("type").asInt()) {
      case 4 -> Optional.of(create(interaction, data.path("flags").asInt(), (ObjectNode) data));
      case 5 -> Optional.of(create(interaction, ephemeral | Message.THINKING, Json.object()));
      case 6 -> Optional.of(interaction.message());
      case 7 -> store.edit(interaction.message(), (ObjectNode) data).map(Message::id);
      default -> Optional.empty();
    };
  }

  private String create(Interaction interaction, int flags, ObjectNode payload) {
    return store.create(interaction.channel(), interaction.id(), flags, payload).id();
  }
}
