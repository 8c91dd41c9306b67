package hearth.local.identity;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import hearth.local.http.Json;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.stream.StreamSupport;

/**
 * The document of scheduled events of one machine. Its incarnation rises with every change; an
 * event is Started once it is acknowledged or its time has come, and stays until it is removed.
 */
final class ScheduledEvents {
  private static final DateTimeFormatter HTTP_DATE =
      DateTimeFormatter.ofPattern("EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.ROOT)
          .withZone(ZoneOffset.UTC);

  private final InstantSource clock;
  private final Map<String, Event> events = new LinkedHashMap<>();
  private int incarnation = 1;

  private record Event(String type, String resource, Instant notBefore, boolean started) {
    Event begun() {
      return new Event(type, resource, notBefore, true);
    }
  }

  ScheduledEvents(InstantSource clock) {
    this.clock = clock;
  }

  synchronized String add(String type, String resource, Instant notBefore) {
    String id = UUID.randomUUID().toString().toUpperCase(Locale.ROOT);
    events.put(id, new Event(type, resource, notBefore, false));
    incarnation++;
    return id;
  }

  synchronized void remove(String id) {
    if (events.remove(id) != null) {
      incarnation++;
    }
  }

  /** Starts those that are known and were not started; tells which. */
  synchronized List<String> acknowledge(JsonNode startRequests) {
    List<String> begun =
        StreamSupport.stream(startRequests.spliterator(), false)
            .map(request -> request.path("EventId").asText())
            .filter(id -> events.containsKey(id) && !events.get(id).started())
            .distinct()
            .toList();
    begun.forEach(this::begin);
    return begun;
  }

  synchronized boolean started(String id) {
    startDue();
    return events.containsKey(id) && events.get(id).started();
  }

  synchronized ObjectNode document() {
    startDue();
    ObjectNode document = Json.object().put("DocumentIncarnation", incarnation);
    ArrayNode list = document.putArray("Events");
    events.forEach((id, event) -> list.add(json(id, event)));
    return document;
  }

  private void startDue() {
    Instant now = clock.instant();
    List<String> due =
        events.entrySet().stream()
            .filter(entry -> !entry.getValue().started())
            .filter(entry -> !entry.getValue().notBefore().isAfter(now))
            .map(Map.Entry::getKey)
            .toList();
    due.forEach(this::begin);
  }

  private void begin(String id) {
    events.computeIfPresent(id, (same, event) -> event.begun());
    incarnation++;
  }

  private static ObjectNode json(String id, Event event) {
    ObjectNode json = Json.object().put("EventId", id).put("EventType", event.type());
    json.put("ResourceType", "VirtualMachine").putArray("Resources").add(event.resource());
    return json.put("EventStatus", event.started() ? "Started" : "Scheduled")
        .put("NotBefore", event.started() ? "" : HTTP_DATE.format(event.notBefore()))
        .put("Description", "")
        .put("EventSource", "Platform")
        .put("DurationInSeconds", -1);
  }
}
