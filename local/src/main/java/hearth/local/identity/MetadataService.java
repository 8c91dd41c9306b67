package hearth.local.identity;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import hearth.local.http.Faults;
import hearth.local.http.Json;
import hearth.local.http.LoopbackServer;
import hearth.local.http.Reply;
import hearth.local.http.Request;
import hearth.local.http.Routes;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/**
 * Stands in for the metadata service (169.254.169.254) of one machine: tokens, what the machine is,
 * and its scheduled events.
 */
public final class MetadataService implements AutoCloseable {
  private static final String TENANT = "00000000-0000-0000-0000-00000000beef";

  private final MachineFacts facts;
  private final InstantSource clock;
  private final LoopbackServer server;
  private final Faults faults = new Faults();
  private final ScheduledEvents events;
  private final List<Consumer<String>> listeners = new CopyOnWriteArrayList<>();
  private volatile Duration lifetime = Duration.ofHours(24);

  /** Takes {@code port} (0 for a free one); answers from {@link #start()} on. */
  public MetadataService(MachineFacts facts, int port, InstantSource clock) {
    this.facts = facts;
    this.clock = clock;
    this.events = new ScheduledEvents(clock);
    Routes routes =
        new Routes()
            .on("GET", "/metadata/identity/oauth2/token", this::token)
            .on("GET", "/metadata/instance", this::instance)
            .on("GET", "/metadata/instance/compute", request -> Reply.json(200, compute()))
            .on("GET", "/metadata/scheduledevents", this::scheduledEvents)
            .on("POST", "/metadata/scheduledevents", this::acknowledge);
    server = new LoopbackServer(port, Optional.empty(), request -> answer(routes, request));
  }

  /** Begins to answer. */
  public void start() {
    server.start();
  }

  /** The URL in place of {@code http://169.254.169.254}. */
  public URI uri() {
    return server.uri();
  }

  /** The faults to switch on, all with the scope {@link Faults#ALL}. */
  public Faults faults() {
    return faults;
  }

  /** Tokens given from now on last this long. */
  public void lifetime(Duration chosen) {
    lifetime = chosen;
  }

  /**
   * Announces an event for this machine.
   *
   * @param type Preempt, Terminate, Reboot, Redeploy or Freeze
   * @return the event's id
   */
  public String schedule(String type, Instant notBefore) {
    return events.add(type, facts.name(), notBefore);
  }

  /** The event is over and leaves the document. */
  public void complete(String eventId) {
    events.remove(eventId);
  }

  /** Whether the event was acknowledged, or its time has come. */
  public boolean started(String eventId) {
    return events.started(eventId);
  }

  /** Calls {@code listener} with the id of every event the machine acknowledges. */
  public void onAcknowledged(Consumer<String> listener) {
    listeners.add(listener);
  }

  @Override
  public void close() {
    server.close();
  }

  private Reply answer(Routes routes, Request request) {
    if (!request.header("Metadata").filter("true"::equalsIgnoreCase).isPresent()
        || request.header("X-Forwarded-For").isPresent()) {
      return error(400, "Bad request. Required metadata header not specified");
    }
    if (!request.query("api-version").filter(v -> v.matches("\\d{4}-\\d\\d-\\d\\d")).isPresent()) {
      return error(400, "Bad request. api-version is missing or invalid");
    }
    return faults.around(
        Faults.ALL,
        IdentityStandIn::refusal,
        () -> routes.answer(request).orElseGet(() -> error(404, "Not found")));
  }

  private Reply token(Request request) {
    Optional<String> resource = request.query("resource").filter(name -> !name.isBlank());
    if (resource.isEmpty()) {
      return error(400, "invalid_resource");
    }
    String client = request.query("client_id").orElse(facts.vmId());
    ObjectNode token =
        AccessTokens.answer(TENANT, client, resource.get(), clock.instant(), lifetime);
    return Reply.json(200, token.put("expires_in", Long.toString(lifetime.toSeconds())));
  }

  private Reply instance(Request request) {
    ObjectNode instance = Json.object();
    instance.set("compute", compute());
    return Reply.json(200, instance);
  }

  private ObjectNode compute() {
    ObjectNode compute =
        Json.object()
            .put("name", facts.name())
            .put("vmId", facts.vmId())
            .put("vmScaleSetName", facts.scaleSet())
            .put("location", facts.location())
            .put("osType", "Linux")
            .put("priority", "Spot")
            .put("evictionPolicy", "Delete")
            .put("userData", facts.userData());
    ArrayNode tags = compute.putArray("tagsList");
    facts.tags().forEach((name, value) -> tags.addObject().put("name", name).put("value", value));
    return compute;
  }

  private Reply scheduledEvents(Request request) {
    return Reply.json(200, events.document());
  }

  private Reply acknowledge(Request request) {
    Optional<ObjectNode> body = request.json().filter(json -> json.path("StartRequests").isArray());
    if (body.isEmpty()) {
      return error(400, "StartRequests is missing");
    }
    List<String> begun = events.acknowledge(body.get().path("StartRequests"));
    begun.forEach(id -> listeners.forEach(listener -> listener.accept(id)));
    return Reply.empty(200);
  }

  private static Reply error(int status, String message) {
    return Reply.json(status, Json.object().put("error", message));
  }
}
