package hearth.local.discord.route;

import hearth.local.discord.model.Channel;
import hearth.local.discord.model.ChannelView;
import hearth.local.discord.model.Message;
import hearth.local.discord.model.Snowflakes;
import hearth.local.discord.model.DiscordError;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/** The channels and every message that was ever in them, in order; tells the views. */
public final class ChannelStore {
  private final InstantSource clock;
  private final Duration nonceWindow;
  private final Map<String, Channel> channels = new LinkedHashMap<>();
  private final Map<String, DiscordError> denials = new HashMap<>();
  private final Map<String, Message> messages = new LinkedHashMap<>();
  private final Map<String, String> nonces = new HashMap<>();
  private final List<ChannelView> views = new CopyOnWriteArrayList<>();

  public ChannelStore(InstantSource clock, Duration nonceWindow) {
    this.clock = clock;
    this.nonceWindow = nonceWindow;
  }

  public void watch(ChannelView view) {
    views.add(view);
  }

  public synchronized Channel put(Channel channel) {
    channels.put(channel.id(), channel);
    return channel;
  }

  public synchronized Optional<Channel> channel(String id) {
    return Optional.ofNullable(channels.get(id));
  }

  public synchronized List<Channel> channels(String guild) {
    return channels.values().stream()
        .filter(channel -> !channel.isThread())
        .filter(channel -> channel.document().path("guild_id").asText().equals(guild))
        .toList();
  }

  public synchronized Map<String, String> names() {
    Map<String, String> names = new LinkedHashMap<>();
    channels.forEach((id, channel) -> names.put(id, channel.name()));
    return names;
  }

  public synchronized void remove(String channel) {
    channels.remove(channel);
  }

  public synchronized void deny(String channel, DiscordError why) {
    denials.put(channel, why);
  }

  public synchronized void allow(String channel) {
    denials.remove(channel);
  }

  /** Why the bot may not use the channel; empty when it may. */
  public synchronized Optional<DiscordError> refusal(String channel) {
    return channels.containsKey(channel)
        ? Optional.ofNullable(denials.get(channel))
        : Optional.of(DiscordError.UNKNOWN_CHANNEL);
  }

  public synchronized Message create(String channel, String interaction, int flags, ObjectNode payload) {
    Instant now = clock.instant();
    List<Message.Version> first = List.of(new Message.Version(now, payload));
    Message message = new Message(Snowflakes.at(now), channel, interaction, flags, false, first);
    messages.put(message.id(), message);
    tell(view -> view.messageCreated(message));
    return message;
  }

  /** A new message of the bot, or the one this enforced nonce made before. */
  synchronized Message createOnce(String channel, ObjectNode payload) {
    String key = channel + " " + payload.path("nonce").asText();
    if (payload.path("enforce_nonce").asBoolean() && payload.hasNonNull("nonce")) {
      Optional<Message> before = Optional.ofNullable(nonces.get(key)).map(messages::get);
      if (before.filter(this::recent).isPresent()) {
        return before.get();
      }
    }
    Message message = create(channel, "", payload.path("flags").asInt(), payload);
    nonces.put(key, message.id());
    return message;
  }

  private boolean recent(Message message) {
    Instant end = message.versions().getFirst().at().plus(nonceWindow);
    return clock.instant().isBefore(end);
  }

  public synchronized Optional<Message> find(String id) {
    return Optional.ofNullable(messages.get(id)).filter(message -> !message.deleted());
  }

  public synchronized Optional<Message> edit(String id, ObjectNode change) {
    Optional<Message> edited = find(id).map(message -> message.edited(change, clock.instant()));
    edited.ifPresent(
        message -> {
          messages.put(id, message);
          tell(view -> view.messageEdited(message));
        });
    return edited;
  }

  public synchronized boolean delete(String id) {
    Optional<Message> gone = find(id).map(Message::gone);
    gone.ifPresent(
        message -> {
          messages.put(id, message);
          tell(view -> view.messageDeleted(message));
        });
    return gone.isPresent();
  }

  public synchronized List<Message> all() {
    return new ArrayList<>(messages.values());
  }

  public synchronized void tell(Consumer<ChannelView> what) {
    views.forEach(what);
  }
}
