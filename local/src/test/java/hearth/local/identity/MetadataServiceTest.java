package hearth.local.identity;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import hearth.local.http.Json;
import java.io.IOException;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class MetadataServiceTest {
  private static final String EVENTS = "/metadata/scheduledevents?api-version=2020-07-01";

  private final AtomicReference<Instant> now =
      new AtomicReference<>(Instant.parse("2026-09-14T18:29:17Z"));
  private final MetadataService metadata =
      new MetadataService(
          new MachineFacts(
              "valheim_0", "vm-1", "valheim", "westeurope", Map.of("server", "valheim"), "aGk="),
          0,
          now::get);

  MetadataServiceTest() {
    metadata.start();
  }

  @AfterEach
  void stop() {
    metadata.close();
  }

  @Test
  void withoutTheMetadataHeaderNothingIsTold() throws IOException {
    URI uri = metadata.uri().resolve(EVENTS);
    assertEquals(400, Plain.send(uri, "GET", "").statusCode());
    int forwarded =
        Plain.send(uri, "GET", "", "Metadata", "true", "X-Forwarded-For", "1.2.3.4").statusCode();
    assertEquals(400, forwarded);
  }

  @Test
  void theMachineIsDescribed() throws IOException {
    JsonNode compute = get("/metadata/instance?api-version=2021-02-01").path("compute");
    assertEquals("valheim_0", compute.path("name").asText());
    assertEquals("vm-1", compute.path("vmId").asText());
    assertEquals("valheim", compute.path("vmScaleSetName").asText());
    assertEquals("server", compute.at("/tagsList/0/name").asText());
    assertEquals("aGk=", compute.path("userData").asText());
  }

  @Test
  void aTokenIsGivenForAResource() throws IOException {
    JsonNode token =
        get("/metadata/identity/oauth2/token?api-version=2018-02-01&resource=https://storage/");
    assertEquals("https://storage/", token.path("resource").asText());
    long end = now.get().getEpochSecond() + 86_400;
    assertEquals(end, token.path("expires_on").asLong());
  }

  @Test
  void anAnnouncedEventIsShownAndAcknowledgedOnce() throws IOException {
    List<String> acknowledged = new CopyOnWriteArrayList<>();
    metadata.onAcknowledged(acknowledged::add);
    assertEquals(0, get(EVENTS).path("Events").size());
    int before = get(EVENTS).path("DocumentIncarnation").asInt();

    String id = metadata.schedule("Preempt", now.get().plusSeconds(30));
    JsonNode document = get(EVENTS);
    assertEquals(before + 1, document.path("DocumentIncarnation").asInt());
    JsonNode event = document.at("/Events/0");
    assertEquals(id, event.path("EventId").asText());
    assertEquals("Scheduled", event.path("EventStatus").asText());
    assertEquals("valheim_0", event.at("/Resources/0").asText());
    assertEquals("Mon, 14 Sep 2026 18:29:47 GMT", event.path("NotBefore").asText());
    assertFalse(metadata.started(id));

    assertEquals(200, acknowledge(id));
    assertEquals(200, acknowledge(id));
    assertEquals(200, acknowledge("another"));
    assertEquals(List.of(id), acknowledged);
    assertEquals("Started", get(EVENTS).at("/Events/0/EventStatus").asText());

    metadata.complete(id);
    assertEquals(0, get(EVENTS).path("Events").size());
  }

  @Test
  void anEventStartsByItselfWhenItsTimeHasCome() {
    String id = metadata.schedule("Preempt", now.get().plusSeconds(30));
    now.updateAndGet(time -> time.plusSeconds(30));
    assertTrue(metadata.started(id));
  }

  @Test
  void anAcknowledgementWithoutRequestsIsRefused() throws IOException {
    URI uri = metadata.uri().resolve(EVENTS);
    assertEquals(400, Plain.send(uri, "POST", "{}", "Metadata", "true").statusCode());
  }

  private int acknowledge(String id) throws IOException {
    String body = "{\"StartRequests\":[{\"EventId\":\"" + id + "\"}]}";
    URI uri = metadata.uri().resolve(EVENTS);
    return Plain.send(uri, "POST", body, "Metadata", "true").statusCode();
  }

  private JsonNode get(String path) throws IOException {
    URI uri = metadata.uri().resolve(path);
    return Json.parse(Plain.send(uri, "GET", "", "Metadata", "true").body()).orElseThrow();
  }
}
