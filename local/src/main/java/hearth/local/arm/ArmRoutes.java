package hearth.local.arm;

import com.fasterxml.jackson.databind.node.ObjectNode;
import hearth.local.http.Faults;
import hearth.local.http.Handler;
import hearth.local.http.Reply;
import hearth.local.http.Request;
import hearth.local.http.Routes;
import hearth.local.timeline.Timeline;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.Supplier;

/** The REST interface: who may ask, for which set, how often, and where each request goes. */
final class ArmRoutes {
  private static final String GROUP = "/subscriptions/{subscription}/resourceGroups/{group}";
  private static final String SET =
      GROUP + "/providers/Microsoft.Compute/virtualMachineScaleSets/{set}";
  private static final String ONE = SET + "/virtualMachines/{instance}";
  private static final String OPERATION =
      "/subscriptions/{subscription}/providers/Microsoft.Compute/locations/{place}/operations/{id}";

  private static final String USAGES =
      "/subscriptions/{subscription}/providers/Microsoft.Compute/locations/{place}/usages";

  private static final String COMPUTE = "Microsoft.Compute";
  private static final String MACHINES = "/virtualMachines";
  private static final String SUBNET = "Microsoft.Network/virtualNetworks/subnets/join/action";
  private static final String PORTS = "Microsoft.Network/networkSecurityGroups/join/action";
  private static final String IDENTITY =
      "Microsoft.ManagedIdentity/userAssignedIdentities/assign/action";

  private final ArmOptions options;
  private final Timeline timeline;
  private final Function<String, Optional<ScaleSet>> sets;
  private final Faults faults;
  private final Supplier<URI> base;
  private final Account account;
  private final Rights rights;
  private final ArmLimits limits;
  private final SetDocuments documents;
  private final Map<String, Operation> operations = new ConcurrentHashMap<>();
  private final Routes routes;

  private interface SetHandler {
    Reply answer(ScaleSet set, Request request);
  }

  ArmRoutes(
      ArmOptions options,
      Timeline timeline,
      Function<String, Optional<ScaleSet>> sets,
      Faults faults,
      Account account,
      Rights rights,
      Supplier<URI> base) {
    this.rights = rights;
    this.account = account;
    this.options = options;
    this.timeline = timeline;
    this.sets = sets;
    this.faults = faults;
    this.base = base;
    this.limits = new ArmLimits(options.limitScale());
    this.documents = new SetDocuments(options.subscription(), options.resourceGroup());
    this.routes = routes();
  }

  private Routes routes() {
    Routes table =
        new Routes()
            .on("GET", OPERATION, allowed(this::operation, COMPUTE + "/locations/operations/read"))
            .on(
                "GET",
                "/subscriptions/{subscription}",
                allowed(account::subscription, "Microsoft.Resources/subscriptions/read"))
            .on("GET", USAGES, allowed(account::usages, COMPUTE + "/locations/usages/read"));
    String set = COMPUTE + "/virtualMachineScaleSets";
    onSet(table, "GET", SET, this::get, set + "/read");
    onSet(table, "PATCH", SET, this::update, set + "/write", SUBNET, PORTS, IDENTITY);
    onSet(table, "GET", SET + "/instanceView", this::setView, set + "/instanceView/read");
    onSet(table, "GET", SET + "/virtualMachines", this::instances, set + MACHINES + "/read");
    onSet(
        table, "GET", SET + "/publicipaddresses", this::addresses, set + "/publicIPAddresses/read");
    onSet(table, "GET", ONE, this::instance, set + MACHINES + "/read");
    onSet(
        table,
        "GET",
        ONE + "/instanceView",
        this::instanceView,
        set + MACHINES + "/instanceView/read");
    onSet(table, "DELETE", ONE, this::delete, set + MACHINES + "/delete");
    onSet(
        table,
        "POST",
        ONE + "/simulateEviction",
        this::simulateEviction,
        set + MACHINES + "/simulateEviction/action");
    return table;
  }

  Reply answer(Request request) {
    if (!request.header("Authorization").filter(given -> given.matches("Bearer .+")).isPresent()) {
      return ArmError.of("AuthenticationFailed", "Authentication failed.").reply(401);
    }
    if (!request.query("api-version").filter(v -> v.matches("\\d{4}-\\d\\d-\\d\\d")).isPresent()) {
      return ArmError.of("MissingApiVersionParameter", "api-version is required.").reply(400);
    }
    return routes.answer(request).orElseGet(() -> notFound("The path", request.path()));
  }

  private void onSet(
      Routes table, String method, String pattern, SetHandler handler, String... actions) {
    table.on(method, pattern, allowed(request -> admitted(request, handler), actions));
  }

  /** Before anything else Azure looks whether the caller has the actions that a request needs. */
  private Handler allowed(Handler handler, String... actions) {
    return request ->
        rights
            .refusal(request, List.of(actions))
            .map(error -> error.reply(403))
            .orElseGet(() -> handler.answer(request));
  }

  private Reply admitted(Request request, SetHandler handler) {
    String name = request.name("set");
    return faults.around(
        name,
        ArmRoutes::refusal,
        () -> {
          if (!request.name("subscription").equalsIgnoreCase(options.subscription())) {
            return ArmError.of("SubscriptionNotFound", "No such subscription.").reply(404);
          }
          if (!request.name("group").equalsIgnoreCase(options.resourceGroup())) {
            return ArmError.of("ResourceGroupNotFound", "No such resource group.").reply(404);
          }
          Optional<ScaleSet> set = sets.apply(name);
          return set.isEmpty()
              ? notFound("The scale set", name)
              : limited(set.get(), request, handler);
        });
  }

  private Reply limited(ScaleSet set, Request request, SetHandler handler) {
    String name = set.snapshot().name();
    Duration wait = limits.admit(name, request.method(), timeline.now());
    return wait.isZero() ? handler.answer(set, request) : refusal(429, wait);
  }

  private Reply get(ScaleSet set, Request request) {
    return described(set);
  }

  private Reply described(ScaleSet set) {
    ScaleSet.Snapshot snapshot = set.snapshot();
    return Reply.json(200, documents.set(snapshot)).with("ETag", snapshot.etag());
  }

  private Reply update(ScaleSet set, Request request) {
    Optional<ObjectNode> patch = request.json();
    if (patch.isEmpty()) {
      return ArmError.of("InvalidRequestContent", "The body is not a JSON object.").reply(400);
    }
    return switch (set.update(patch.get(), request.header("If-Match"))) {
      case ScaleSet.Outcome.Begun begun -> tracked(begun.operation(), described(set));
      case ScaleSet.Outcome.Gone gone -> notFound("The scale set", request.name("set"));
      case ScaleSet.Outcome.Refused refused -> refused.error().reply(refused.status());
    };
  }

  /** The published form of this request names 200, 202 and 204. */
  private Reply delete(ScaleSet set, Request request) {
    return switch (set.delete(request.name("instance"))) {
      case ScaleSet.Outcome.Begun begun -> tracked(begun.operation(), Reply.empty(202));
      case ScaleSet.Outcome.Gone gone -> Reply.empty(204);
      case ScaleSet.Outcome.Refused refused -> refused.error().reply(refused.status());
    };
  }

  private Reply tracked(Operation operation, Reply reply) {
    operations.put(operation.id(), operation);
    String address =
        base.get()
            + "/subscriptions/"
            + options.subscription()
            + "/providers/Microsoft.Compute/locations/westeurope/operations/"
            + operation.id()
            + "?api-version=2025-04-01";
    return reply.with("Azure-AsyncOperation", address).with("Retry-After", "10");
  }

  private Reply operation(Request request) {
    return faults.around("operations", ArmRoutes::refusal, () -> progress(request));
  }

  private Reply progress(Request request) {
    return Optional.ofNullable(operations.get(request.name("id")))
        .map(operation -> Reply.json(200, operation.json()))
        .orElseGet(() -> notFound("The operation", request.name("id")));
  }

  private Reply setView(ScaleSet set, Request request) {
    return Reply.json(200, documents.setView(set.snapshot()));
  }

  private Reply instances(ScaleSet set, Request request) {
    return Reply.json(200, documents.instances(set.snapshot(), expands(request)));
  }

  private Reply addresses(ScaleSet set, Request request) {
    return Reply.json(200, documents.addresses(set.snapshot()));
  }

  private Reply instance(ScaleSet set, Request request) {
    return one(set, request, found -> documents.instance(found, expands(request)));
  }

  private Reply instanceView(ScaleSet set, Request request) {
    return one(set, request, documents::instanceView);
  }

  private static Reply one(
      ScaleSet set, Request request, Function<Instances.Instance, ObjectNode> document) {
    String id = request.name("instance");
    return set.snapshot().instances().stream()
        .filter(instance -> instance.machine().instanceId().equals(id))
        .findFirst()
        .map(instance -> Reply.json(200, document.apply(instance)))
        .orElseGet(() -> notFound("The instance", id));
  }

  private Reply simulateEviction(ScaleSet set, Request request) {
    String id = request.name("instance");
    return set.evict(id, options.evictionNotice())
        ? Reply.empty(204)
        : notFound("The running instance", id);
  }

  private static boolean expands(Request request) {
    return request.query("$expand").filter("instanceView"::equalsIgnoreCase).isPresent();
  }

  static Reply notFound(String what, String name) {
    return ArmError.of("ResourceNotFound", what + " '" + name + "' was not found.").reply(404);
  }

  static Reply refusal(int status, Duration wait) {
    if (status == 429) {
      long seconds = Math.max(1, (long) Math.ceil(wait.toMillis() / 1000.0));
      return ArmError.of("OperationNotAllowed", "The server rejected the request.")
          .because("TooManyRequests", "Too many requests for this resource.")
          .reply(429)
          .with("Retry-After", Long.toString(seconds));
    }
    return ArmError.of("InternalServerError", "Commanded.").reply(status);
  }
}
