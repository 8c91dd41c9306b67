package hearth.local.page;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import hearth.local.discord.model.ChannelView;
import hearth.local.discord.model.Interaction;
import hearth.local.discord.model.Message;
import hearth.local.http.Json;
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
  private final String application;
  private final Map<String, Message> shown = new LinkedHashMap<>();
  private final Map<String, String> askers = new HashMap<>();
  private final List<Seat> seats = new CopyOnWriteArrayList<>();

  /** Somebody who looks: their id, and what they have still to see. */
  record Seat(String person, BlockingQueue<String> events) {}

  LiveChannel(String application) {
    this.application = application;
  }

  /** Somebody begins to look; the first event says so, that an old picture is wiped. */
  synchronized Seat sit(String person) {
    Seat seat = new Seat(person, new LinkedBlockingQueue<>());
    seat.events().add(Json.text(Json.object().put("kind", "begin")));
    shown.values().forEach(message -> tell(seat, message));
    seats.add(seat);
    return seat;
  }

  void leave(Seat seat) {
    seats.remove(seat);
  }

  /** Tells everybody who looks. */
  void all(ObjectNode event) {
    String text = Json.text(event);
    seats.forEach(seat -> seat.events().add(text));
  }

  /** Whether that person may see and use that message. */
  synchronized boolean isFor(String person, Message message) {
    return !message.ephemeral() || person.equals(askers.get(message.interaction()));
  }

  @Override
  public synchronized void responseReceived(Interaction interaction, JsonNode callback) {
    askers.put(interaction.id(), interaction.user());
  }

  @Override
  public synchronized void messageCreated(Message message) {
    shown.put(message.id(), message);
    seats.forEach(seat -> tell(seat, message));
  }

  @Override
  public synchronized void messageEdited(Message message) {
    messageCreated(message);
  }

  @Override
  public synchronized void messageDeleted(Message message) {
    shown.remove(message.id());
    all(Json.object().put("kind", "gone").put("id", message.id()));
  }

  private void tell(Seat seat, Message message) {
    if (isFor(seat.person(), message)) {
      ObjectNode event = Json.object().put("kind", "message");
      event.put("asker", askers.getOrDefault(message.interaction(), ""));
      event.set("message", message.json(application));
      seat.events().add(Json.text(event));
    }
  }
}
