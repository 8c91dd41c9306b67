package hearth.local.page;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import hearth.local.discord.model.ChannelView;
import hearth.local.discord.model.Interaction;
import hearth.local.discord.model.Message;
import hearth.local.http.Json;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;

/**
 * What each person sees in the channels, pushed as it changes: to whoever joins everything that
 * stands there, then every change. An ephemeral message goes to the person who asked alone.
 */
final class LiveChannel implements ChannelView {
  private static final int LINES = 300;
  private static final int AUTOCOMPLETE = 4;

  private final String application;
  private final InstantSource clock;
  private final Map<String, Message> shown = new LinkedHashMap<>();
  private final Map<String, Interaction> asked = new HashMap<>();
  private final Map<String, String> pictures = new LinkedHashMap<>();
  private final Deque<String> lines = new ArrayDeque<>();
  private final List<Seat> seats = new CopyOnWriteArrayList<>();

  /** Somebody who looks: their id, and what they have still to see. */
  record Seat(String person, BlockingQueue<String> events) {}

  LiveChannel(String application, InstantSource clock) {
    this.application = application;
    this.clock = clock;
  }

  /** Somebody begins to look; the first event says so, that an old picture is wiped. */
  synchronized Seat sit(String person) {
    Seat seat = new Seat(person, new LinkedBlockingQueue<>());
    seat.events().add(Json.text(Json.object().put("kind", "begin")));
    shown.values().forEach(message -> tell(seat, message));
    seat.events().addAll(pictures.values());
    seat.events().addAll(lines);
    seats.add(seat);
    return seat;
  }

  void leave(Seat seat) {
    seats.remove(seat);
  }

  /** A line of a game's log: the last three hundred are shown to who comes later, too. */
  synchronized void line(ObjectNode event) {
    String text = Json.text(event);
    lines.add(text);
    if (lines.size() > LINES) {
      lines.removeFirst();
    }
    all(text);
  }

  private void all(String text) {
    seats.forEach(seat -> seat.events().add(text));
  }

  /** Whether anybody looks. */
  boolean isWatched() {
    return !seats.isEmpty();
  }

  /** Tells everybody who looks where it differs from the last of that key, and who comes later. */
  synchronized void picture(String key, ObjectNode event) {
    String text = Json.text(event);
    if (!text.equals(pictures.put(key, text))) {
      all(text);
    }
  }

  /** Whether that person may see and use that message. */
  synchronized boolean isFor(String person, Message message) {
    return !message.ephemeral() || person.equals(asker(message));
  }

  @Override
  public synchronized void responseReceived(Interaction interaction, JsonNode callback) {
    if (interaction.type() != AUTOCOMPLETE) {
      asked.put(interaction.id(), interaction);
      step(interaction, "answered");
    }
  }

  @Override
  public synchronized void messageCreated(Message message) {
    shown.put(message.id(), message);
    seats.forEach(seat -> tell(seat, message));
  }

  @Override
  public synchronized void messageEdited(Message message) {
    messageCreated(message);
    Interaction answered = asked.get(message.interaction());
    if (answered != null) {
      step(answered, "edited");
    }
  }

  @Override
  public synchronized void messageDeleted(Message message) {
    shown.remove(message.id());
    all(Json.text(Json.object().put("kind", "gone").put("id", message.id())));
  }

  /** One more step on a command's way, with the time since its signed request was sent. */
  private void step(Interaction interaction, String what) {
    long millis = Duration.between(interaction.at(), clock.instant()).toMillis();
    ObjectNode event = Json.object().put("kind", "step").put("interaction", interaction.id());
    event.put("step", what).put("millis", millis).put("asker", interaction.user());
    all(Json.text(event));
  }

  /** Whose interaction a message answers; nobody's where it is the bot's own. */
  private String asker(Message message) {
    Interaction answered = asked.get(message.interaction());
    return answered == null ? "" : answered.user();
  }

  private void tell(Seat seat, Message message) {
    if (isFor(seat.person(), message)) {
      ObjectNode event = Json.object().put("kind", "message");
      event.put("asker", asker(message));
      event.set("message", message.json(application));
      seat.events().add(Json.text(event));
    }
  }
}
