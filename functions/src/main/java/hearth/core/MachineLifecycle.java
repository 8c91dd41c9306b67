package hearth.core;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/** Lighting a machine, letting it go out, and what ARM shows in between. */
final class MachineLifecycle {
  /** How long a placement that failed is put behind the others. */
  private static final Duration BEHIND = Duration.ofMinutes(30);

  /** How long a machine may take to go away before the operator is told. */
  private static final Duration STUCK = Duration.ofMinutes(15);

  /** Under which the operator was told of a refusal that nobody knows. */
  private static final String UNKNOWN = "unknown refusal";

  private MachineLifecycle() {}

  /** Opens a session and lights its first machine. */
  static void begin(Draft d, User user, int minutes) {
    open(d, user);
    d.session.until = minutes == 0 ? null : d.now.plus(Duration.ofMinutes(minutes));
    d.players = Players.UNKNOWN;
    d.starts.add(new State.Start(user.id(), d.now));
    lightNext(d);
  }

  private static void open(Draft d, User user) {
    long number = d.session == null ? 1 : d.session.number + 1;
    d.session = new SessionDraft(number, user, d.now);
    d.since = d.now;
    d.message = new SessionMessage(number, null, 1, 0, 0, null, 0, null);
  }

  /** MachineLifecycle the best placement not yet tried, or ends the session where none is left. */
  private static void lightNext(Draft d) {
    Optional<Integer> next = choose(d);
    if (next.isEmpty()) {
      d.session.ending = new Ending(Ending.Cause.NO_ROOM, null, null, null);
      finish(d);
      return;
    }
    Placement placement = d.server.placements().get(next.get());
    d.generation++;
    d.session.placement = next.get();
    d.session.relight = false;
    d.session.lit.add(placement.scaleSet() + " " + placement.size());
    expect(d, placement.scaleSet());
    d.want(placement.scaleSet(), placement.size(), 1);
    d.enter(Phase.ALLOCATING);
    if (!placement.spot()) {
      d.tell(
          Announce.Kind.MACHINE, new Note.RegularPrice(placement.size(), placement.pricePerHour()));
    }
  }

  /** A machine of the present generation is to come: it is told who it is. */
  private static void expect(Draft d, String scaleSet) {
    d.session.step = null;
    d.session.readyTold = false;
    d.session.saveMessage = null;
    d.machine = Machine.expected(scaleSet, d.now);
    d.session.restart = null;
    d.session.warned = null;
    d.players = d.players.unknown();
    Limits limits = d.server.limits();
    d.inbox.add(
        new InboxMessage(
            "hello-" + d.generation,
            d.generation,
            InboxMessage.Type.HELLO,
            false,
            null,
            d.now.plus(limits.allocating()).plus(limits.booting()).plus(limits.loading()),
            null));
  }

  private static Optional<Integer> choose(Draft d) {
    d.behind.removeIf(behind -> !behind.until().isAfter(d.now));
    List<Placement> placements = d.server.placements();
    return IntStream.range(0, placements.size())
        .boxed()
        .filter(index -> !d.session.tried.contains(index))
        .filter(index -> placements.get(index).spot() || d.server.regularPrice())
        .min(Comparator.comparing(index -> behindUntil(d, placements.get(index))));
  }

  private static Instant behindUntil(Draft d, Placement placement) {
    return d.behind.stream()
        .filter(behind -> behind.scaleSet().equals(placement.scaleSet()))
        .map(State.Behind::until)
        .max(Comparator.naturalOrder())
        .orElse(Instant.EPOCH);
  }

  /**
   * Ends the machine: through its agent where one was heard, for the game may be further than told.
   */
  static void end(Draft d) {
    if (d.machine != null && d.machine.heardAt() != null) {
      save(d, false);
    } else {
      release(d);
    }
  }

  /** Tells the agent to save and stop, and waits for it. */
  static void save(Draft d, boolean ifEmpty) {
    String id = "stop-" + d.generation + "-" + d.now.toEpochMilli();
    d.inbox.removeIf(message -> message.type() != InboxMessage.Type.HELLO);
    d.session.restart = null;
    d.inbox.add(
        new InboxMessage(
            id,
            d.generation,
            InboxMessage.Type.SAVE_AND_STOP,
            ifEmpty,
            null,
            d.now.plus(d.server.limits().save()),
            null));
    d.session.saveMessage = id;
    d.session.ifEmpty = ifEmpty;
    d.session.obeyed = false;
    d.enter(Phase.SAVING);
  }

  /** Gives the machine back. */
  static void release(Draft d) {
    d.inbox.clear();
    d.want(d.scale.scaleSet(), d.scale.size(), 0);
    d.lookAt = null;
    d.enter(Phase.DEALLOCATING);
  }

  /** Nothing is left of the machine. */
  private static void dark(Draft d) {
    Budget.book(d);
    d.machine = null;
    d.scale =
        new Scale(
            d.scale.scaleSet(),
            d.scale.size(),
            0,
            d.scale.revision(),
            d.scale.revision(),
            null,
            0,
            null);
    if (d.session.relight && d.session.ending == null) {
      lightNext(d);
    } else {
      finish(d);
    }
  }

  private static void finish(Draft d) {
    User again = d.session.again;
    d.session.again = null;
    d.session.endedAt = d.now;
    d.players = Players.UNKNOWN;
    d.enter(Phase.STOPPED);
    long minutes = Duration.between(d.session.startedAt, d.now).toMinutes();
    d.tell(Announce.Kind.STOPPED, new Note.Stopped(d.session.ending, minutes, d.session.peak));
    d.rows.add(row(d.session, d.now));
    ReplyUpdates.finish(d);
    if (again != null) {
      begin(d, again, 0);
      ReplyUpdates.startedAgain(d);
    }
  }

  private static HistoryRow row(SessionDraft s, Instant now) {
    return new HistoryRow.OfSession(
        s.number,
        s.startedBy,
        s.startedAt,
        s.readyAt,
        now,
        s.ending,
        List.copyOf(s.lit),
        s.lost,
        s.peak,
        Map.copyOf(s.spent),
        s.machineSeconds,
        s.dollars);
  }

  /** Azure gave no machine: what may mend it is tried, and what the operator can mend is told. */
  static void notGiven(Draft d, Remedy remedy, String code, String message) {
    Note told = new Note.AzureRefused(d.scale.scaleSet(), code, message);
    switch (remedy) {
      case NEXT_PLACEMENT, LATER -> tryNextPlacement(d, code);
      case OTHER_QUOTA -> {
        skipQuota(d);
        if (choose(d).isPresent()) {
          d.tellOperatorOnce("quota " + d.scale.scaleSet(), told);
          tryNextPlacement(d, code);
        } else {
          refused(d, code, message);
        }
      }
      case ONCE_ELSEWHERE -> {
        boolean first = !d.session.told.contains(UNKNOWN);
        d.session.tried.add(d.session.placement);
        if (first && choose(d).isPresent()) {
          d.tellOperatorOnce(UNKNOWN, told);
          tryNextPlacement(d, code);
        } else {
          refused(d, code, message);
        }
      }
      case NONE -> refused(d, code, message);
    }
  }

  /** Where the same quota would have to give as much or more, asking is of no use. */
  private static void skipQuota(Draft d) {
    List<Placement> placements = d.server.placements();
    Placement exceeded = placements.get(d.session.placement);
    IntStream.range(0, placements.size())
        .filter(index -> placements.get(index).needsAtLeastQuotaOf(exceeded))
        .filter(index -> !d.session.tried.contains(index))
        .forEach(d.session.tried::add);
  }

  /** The placement in use gave no machine: another is tried, if there is one. */
  static void tryNextPlacement(Draft d, String code) {
    Placement placement = d.server.placements().get(d.session.placement);
    if (!d.session.tried.contains(d.session.placement)) {
      d.session.tried.add(d.session.placement);
    }
    putBehind(d, placement.scaleSet());
    if (choose(d).isPresent()) {
      d.session.relight = true;
      d.tell(Announce.Kind.MACHINE, new Note.TryingElsewhere(placement.size(), code));
    } else {
      d.session.ending = new Ending(Ending.Cause.NO_ROOM, null, null, code);
    }
    release(d);
  }

  /** The machine is lost: one policy, whether Azure gave notice or it vanished. */
  static void lost(Draft d, boolean announced, Boolean saved) {
    d.session.evictions.removeIf(at -> at.plus(Duration.ofHours(1)).isBefore(d.now));
    d.session.evictions.add(d.now);
    d.session.lost++;
    d.session.tried.clear();
    putBehind(d, d.machine.scaleSet());
    boolean relight = d.session.evictions.size() <= d.server.limits().relightsPerHour();
    d.session.relight = relight;
    if (!relight) {
      d.session.ending = new Ending(Ending.Cause.EVICTED, null, saved, null);
    }
    d.tell(Announce.Kind.MACHINE, new Note.Evicted(announced, saved, relight));
    release(d);
  }

  private static void putBehind(Draft d, String scaleSet) {
    d.behind.removeIf(behind -> behind.scaleSet().equals(scaleSet));
    d.behind.add(new State.Behind(scaleSet, d.now.plus(BEHIND)));
  }

  /** Azure refuses for a reason that no other placement mends. */
  static void refused(Draft d, String code, String message) {
    d.tellOperator(new Note.AzureRefused(d.scale.scaleSet(), code, message));
    d.session.ending = new Ending(Ending.Cause.REFUSED, null, null, code);
    d.session.relight = false;
    release(d);
  }

  /** The sweep looks at every set of the server, whatever the state believes. */
  static void sweep(Draft d) {
    d.looks.clear();
    d.server.placements().stream().map(Placement::scaleSet).distinct().forEach(d.looks::add);
    if (d.tick != null && d.tick.due().plusSeconds(60).isBefore(d.now)) {
      d.tick = null;
    }
  }

  /** What follows from a look at a scale set. */
  static void looked(Draft d, ScaleSetView view) {
    d.looks.remove(view.scaleSet());
    if (d.scale == null || !view.scaleSet().equals(d.scale.scaleSet())) {
      foreign(d, view);
      return;
    }
    d.lookAt = null;
    switch (d.phase) {
      case STOPPED -> foreign(d, view);
      case ALLOCATING -> allocating(d, view);
      case BOOTING, LOADING, RUNNING, SAVING -> present(d, view);
      case DEALLOCATING -> deallocating(d, view);
    }
  }

  private static void allocating(Draft d, ScaleSetView view) {
    if (!d.scale.isDone()) {
      return;
    }
    if (view.operation() instanceof ScaleSetView.Operation.Failed failed) {
      notGiven(d, failed.remedy(), failed.code(), failed.message());
      return;
    }
    if (!view.instances().isEmpty()) {
      ScaleSetView.Instance instance = view.instances().getFirst();
      d.machine = d.machine.seen(instance.vmId(), instance.address());
      operationOver(d);
      d.enter(Phase.BOOTING);
    } else if (view.capacity() == 0 && view.settled()) {
      // Azure's own book-keeping after an eviction can undo a capacity that was just set.
      d.want(d.scale.scaleSet(), d.scale.size(), 1);
    } else if (!(view.operation() instanceof ScaleSetView.Operation.Running)) {
      operationOver(d);
    }
  }

  private static void present(Draft d, ScaleSetView view) {
    Optional<ScaleSetView.Instance> own =
        view.instances().stream()
            .filter(i -> d.machine.vmId() == null || i.vmId().equals(d.machine.vmId()))
            .findFirst();
    if (own.isPresent()) {
      d.machine = d.machine.seen(own.get().vmId(), own.get().address());
    } else if (d.scale.isDone() && view.settled()) {
      vanished(d);
    }
  }

  private static void vanished(Draft d) {
    if (d.phase == Phase.SAVING) {
      d.saved(Boolean.FALSE);
      release(d);
    } else {
      lost(d, false, null);
    }
  }

  private static void deallocating(Draft d, ScaleSetView view) {
    boolean nothingLeft = CapacityTarget.isEmpty(view);
    if (nothingLeft && isNothingUnderWay(d)) {
      dark(d);
      return;
    }
    boolean over =
        d.scale.isDone() && !(view.operation() instanceof ScaleSetView.Operation.Running);
    if (over && view.capacity() != 0) {
      d.want(d.scale.scaleSet(), d.scale.size(), 0);
    } else if (over) {
      operationOver(d);
    }
    if (d.hasLasted(STUCK)) {
      long minutes = Duration.between(d.since, d.now).toMinutes();
      d.tellOperatorOnce("stuck", new Note.Stuck(d.scale.scaleSet(), Phase.DEALLOCATING, minutes));
    }
  }

  /**
   * Whether no write of a capacity can still land: a host that stood still might make one with the
   * ETag it saw, until another write has changed it.
   */
  private static boolean isNothingUnderWay(Draft d) {
    return d.scale.done() >= d.scale.revision() - 1;
  }

  private static void operationOver(Draft d) {
    Scale s = d.scale;
    d.scale =
        new Scale(
            s.scaleSet(),
            s.size(),
            s.capacity(),
            s.revision(),
            s.done(),
            null,
            s.attempts(),
            s.notBefore());
  }

  /** A machine where none should be. */
  private static void foreign(Draft d, ScaleSetView view) {
    if (view.capacity() == 0 && view.instances().isEmpty()) {
      return;
    }
    if (d.phase != Phase.STOPPED) {
      // The world is on another machine: this one is given back, whatever the settings say.
      d.stray(view.scaleSet());
      d.tellOperatorOnce("foreign " + view.scaleSet(), new Note.Foreign(view.scaleSet(), false));
      return;
    }
    boolean adopt = d.server.adoptForeign() && !view.instances().isEmpty();
    Placement placement = placementOf(d, view.scaleSet());
    open(d, null);
    d.session.placement = d.server.placements().indexOf(placement);
    d.session.lit.add(placement.scaleSet() + " " + placement.size());
    d.generation++;
    expect(d, view.scaleSet());
    d.want(view.scaleSet(), placement.size(), adopt ? 1 : 0);
    d.tellOperator(new Note.Foreign(view.scaleSet(), adopt));
    if (adopt) {
      d.enter(Phase.ALLOCATING);
    } else {
      d.session.ending = new Ending(Ending.Cause.FOREIGN, null, null, null);
      release(d);
    }
  }

  private static Placement placementOf(Draft d, String scaleSet) {
    return d.server.placements().stream()
        .filter(placement -> placement.scaleSet().equals(scaleSet))
        .findFirst()
        .orElse(d.server.placements().getFirst());
  }
}
