package hearth.local.arm;

import hearth.local.http.Faults;
import hearth.local.http.LoopbackServer;
import hearth.local.http.Reply;
import hearth.local.http.Request;
import hearth.local.timeline.Timeline;
import hearth.local.timeline.WallTimeline;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Stands in for Azure Resource Manager, as far as the scale sets of one resource group go: reads,
 * updates with their long-running operations, instances, addresses, evictions, limits and errors;
 * and the subscription with its offer and its Spot quota. A bearer token is asked for, and what its
 * identity may do is held to the app's role ({@link Rights}).
 */
public final class ArmStandIn implements AutoCloseable {
  private final ArmOptions options;
  private final Machines listener;
  private final Timeline timeline;
  private final LoopbackServer server;
  private final Map<String, ScaleSet> sets = new ConcurrentHashMap<>();
  private final AtomicInteger addresses = new AtomicInteger();
  private final Faults faults = new Faults();
  private final Account account;
  private final Rights rights = new Rights();
  private final ArmLog log = new ArmLog();

  /** Takes the port; answers from {@link #start()} on. */
  public ArmStandIn(ArmOptions options, Machines listener) {
    this(options, listener, new WallTimeline());
  }

  ArmStandIn(ArmOptions options, Machines listener, Timeline timeline) {
    this.options = options;
    this.listener = listener;
    this.timeline = timeline;
    // The address is part of what is answered, so the routes come into being with the server.
    account = new Account(options.subscription(), faults);
    ArmRoutes routes =
        new ArmRoutes(options, timeline, this::find, faults, account, rights, this::uri);
    server =
        new LoopbackServer(
            options.port(), options.tls(), request -> logged(request, routes.answer(request)));
  }

  /** Begins to answer. */
  public void start() {
    server.start();
  }

  /** The URL in place of {@code https://management.azure.com}. */
  public URI uri() {
    return server.uri();
  }

  /** Adds a set of no machines, as a deployment would, for Spot machines. */
  public void addSet(String name, String size) {
    addSet(name, SetModel.empty(size, true));
  }

  /** Adds a set of no machines at the regular price, which are not evicted. */
  public void addRegularSet(String name, String size) {
    addSet(name, SetModel.empty(size, false));
  }

  private void addSet(String name, SetModel model) {
    sets.put(key(name), new ScaleSet(name, model, options, timeline, listener, this::nextAddress));
  }

  /** The subscription's offer, by its quota id, such as {@code PayAsYouGo_2014-09-01}. */
  public void offer(String quotaId) {
    account.offer(quotaId);
  }

  /**
   * From now on an identity of the local identity service may do these actions and no others. The
   * app's own begins with what its role in the templates has.
   */
  public void grant(String identity, Set<String> actions) {
    rights.grant(identity, actions);
  }

  /** Assigns the app's role to another identity, as the templates do to a deployment's own. */
  public void assignRole(String identity) {
    rights.grant(identity, Rights.role());
  }

  /** The subscription's Spot cores in any region. */
  public void spotQuota(int cores) {
    account.spotQuota(cores);
  }

  /** From now on {@code set} gets no machine, for this reason. */
  public void noRoom(String set, Shortage why) {
    known(set).shortage(Optional.of(why));
  }

  /** From now on {@code set} gets what it asks for. */
  public void room(String set) {
    known(set).shortage(Optional.empty());
  }

  /** From now on machines of {@code set} are taken away so. */
  public void deletions(String set, Deletion now) {
    known(set).deletion(now);
  }

  /** Announces an eviction and carries it out after the notice; false when nothing runs there. */
  public boolean evict(String set, String instanceId) {
    return known(set).evict(instanceId, options.evictionNotice());
  }

  /** Takes the machine away this moment: it agreed to its eviction, or it was never announced. */
  public void reclaim(Machine machine) {
    known(machine.scaleSet()).reclaim(machine);
  }

  /** The machines of a set that run. */
  public List<Machine> running(String set) {
    return known(set).snapshot().instances().stream()
        .filter(instance -> instance.state() == Instances.State.RUNNING)
        .map(Instances.Instance::machine)
        .toList();
  }

  /** The capacity the set has now. */
  public int capacity(String set) {
    return known(set).snapshot().model().capacity();
  }

  /** The set's capacity and size since the beginning. */
  public List<CapacityChange> history(String set) {
    return known(set).history();
  }

  /**
   * The faults to switch on. Scopes are the names of sets, {@code operations} for the progress of
   * long-running ones, {@code subscription}, {@code usages}, and {@link Faults#ALL} for everything.
   */
  public Faults faults() {
    return faults;
  }

  /** The requests so far. */
  public ArmLog log() {
    return log;
  }

  @Override
  public void close() {
    server.close();
    timeline.close();
  }

  private Reply logged(Request request, Reply reply) {
    int status = reply.dropped() ? 0 : reply.status();
    log.add(new LoggedRequest(timeline.now(), request.method(), request.path(), status));
    return reply;
  }

  private Optional<ScaleSet> find(String name) {
    return Optional.ofNullable(sets.get(key(name)));
  }

  private ScaleSet known(String name) {
    return find(name).orElseThrow(() -> new IllegalArgumentException("no set called " + name));
  }

  /** From the range that is reserved for examples. */
  private String nextAddress() {
    return "203.0.113." + (addresses.getAndIncrement() % 254 + 1);
  }

  private static String key(String name) {
    return name.toLowerCase(Locale.ROOT);
  }
}
