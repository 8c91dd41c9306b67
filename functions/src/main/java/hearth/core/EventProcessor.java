package hearth.core;

import hearth.core.StateStore.Versioned;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Plan, save, then deliver under a lease: how every event is handled.
 *
 * <p>The event is taken into the state and saved, and with that it is done. Whoever saves while
 * nobody holds a live lease takes it and makes the calls that the state wants, one after the other,
 * recording each; whoever finds a live lease leaves them to its owner. A call that fails is tried
 * again by a tick, never by failing the event.
 */
public final class EventProcessor {
  private static final int MOST_RACES = 12;
  private static final int MOST_STEPS = 1000;

  private final StateStore store;
  private final Ports ports;
  private final Clock clock;
  private final Runnable pause;
  private final Map<String, Lock> locks = new ConcurrentHashMap<>();

  /**
   * @param store where states are kept
   * @param ports the world
   * @param clock what time it is
   * @param pause a short wait of random length between two attempts to save
   */
  public EventProcessor(StateStore store, Ports ports, Clock clock, Runnable pause) {
    this.store = store;
    this.ports = ports;
    this.clock = clock;
    this.pause = pause;
  }

  /**
   * Handles an event: when this returns, the event is saved or was old news.
   *
   * @throws RuntimeException where the storage fails or every race was lost: nothing was saved, and
   *     the event must be given again
   */
  public void handle(Server server, Event event, Logger log) {
    new Run(server, UUID.randomUUID().toString(), log).handle(event);
  }

  /** One handling of one event. */
  private final class Run {
    private final Server server;
    private final String owner;
    private final Logger log;
    private Findings findings = Findings.NONE;

    Run(Server server, String owner, Logger log) {
      this.server = server;
      this.owner = owner;
      this.log = log;
    }

    void handle(Event event) {
      Versioned saved = take(event);
      if (saved == null) {
        return;
      }
      if (isMine(saved.state())) {
        try {
          deliver(saved);
        } catch (RuntimeException e) {
          // The event is saved: its tick or the sweep finds what is left to do.
          log.log(Level.WARNING, "delivery for " + server.name() + " broke off", e);
        }
      }
    }

    private Versioned take(Event event) {
      // Invocations of one process would only win the race from each other.
      Lock lock = locks.computeIfAbsent(server.name(), name -> new ReentrantLock());
      lock.lock();
      try {
        return takeUnderLock(event);
      } finally {
        lock.unlock();
      }
    }

    private Versioned takeUnderLock(Event event) {
      for (int race = 0; race < MOST_RACES; race++) {
        Versioned found = store.load(server.name());
        State next = plan(found.state(), event);
        if (next.equals(found.state())) {
          return null;
        }
        boolean sendTick = isTickToSend(found.state(), next);
        State kept = sendTick ? withTickSent(next) : next;
        Optional<Versioned> saved = store.save(server.name(), found, kept);
        if (saved.isPresent()) {
          if (sendTick) {
            ports.outbox().tick(server, next.tick(), clock.now());
          }
          return saved.get();
        }
        pause.run();
      }
      throw new IllegalStateException("lost every race for the state of " + server.name());
    }

    @SuppressWarnings(
        "ReferenceEquality") // The rules give the very same state back for what they drop.
    private State plan(State state, Event event) {
      var now = clock.now();
      State next = Rules.after(server, state, event, now);
      if (next == state) {
        // A dropped tick does not even look at the time.
        return next;
      }
      boolean free = next.lease() == null || !next.lease().isLive(now);
      if (!free || Targets.next(server, next, Findings.WITHOUT_TICK, now) == null) {
        // A tick alone is sent without a lease, or each lease would ask for the next.
        return next;
      }
      State mine = withLease(state, new Lease(owner, now.plus(Lease.LENGTH)));
      return Targets.stamped(server, Rules.after(server, mine, event, now), now);
    }

    /**
     * Whether this save must send the tick: without a lease nobody else does. An unsent tick of a
     * live lease is its owner's, unless it was made just now: the owner may be dead.
     */
    private boolean isTickToSend(State before, State next) {
      if (isMine(next) || next.tick() == null || next.tick().sent()) {
        return false;
      }
      boolean owned = next.lease() != null && next.lease().isLive(clock.now());
      return !owned || next.ticks() > before.ticks();
    }

    private void deliver(Versioned current) {
      Versioned v = current;
      for (int step = 0; step < MOST_STEPS && isMine(v.state()); step++) {
        Action<?> action = Targets.next(server, v.state(), findings, clock.now());
        if (action == null) {
          v = keep(v, state -> withLease(state, null));
        } else if (!lastsForACall(v.state())) {
          v = keep(v, this::renewed);
        } else {
          v = done(v, action);
        }
      }
    }

    /** Makes a call and records how it ended. */
    private <R extends Result> Versioned done(Versioned from, Action<R> action) {
      R result = perform(action);
      findings = action.learn(findings, result);
      log.log(Level.INFO, "{0}: {1} -> {2}", new Object[] {server.name(), action, result});
      return keep(from, state -> Rules.after(server, renewed(state), action, result, clock.now()));
    }

    /** Saves a change of the newest state, for as long as the lease is ours. */
    private Versioned keep(Versioned from, java.util.function.UnaryOperator<State> change) {
      Versioned base = from;
      for (int race = 0; race < MOST_RACES && isMine(base.state()); race++) {
        var now = clock.now();
        State next = Targets.stamped(server, change.apply(base.state()), now);
        boolean idle = Targets.next(server, next, findings, now) == null;
        Optional<Versioned> saved =
            store.save(server.name(), base, idle ? withLease(next, null) : next);
        if (saved.isPresent()) {
          return saved.get();
        }
        base = store.load(server.name());
      }
      if (isMine(base.state())) {
        // The call would be made again at once, as often as there are steps.
        throw new IllegalStateException("lost every race for the state of " + server.name());
      }
      return base;
    }

    private <R extends Result> R perform(Action<R> action) {
      try {
        return action.perform(ports, server, clock.now());
      } catch (RuntimeException e) {
        log.log(Level.SEVERE, server.name() + ": " + action + " threw", e);
        return action.unsure(new Result.Later(Lease.LENGTH, true));
      }
    }

    private boolean isMine(State state) {
      return state.lease() != null && state.lease().owner().equals(owner);
    }

    private boolean lastsForACall(State state) {
      return state.lease().isLive(clock.now().plus(Lease.CALL));
    }

    private State renewed(State state) {
      return withLease(state, new Lease(owner, clock.now().plus(Lease.LENGTH)));
    }

    private State withLease(State state, Lease lease) {
      Draft draft = new Draft(server, state, clock.now());
      draft.lease = lease;
      return draft.state();
    }

    private State withTickSent(State state) {
      Draft draft = new Draft(server, state, clock.now());
      draft.tick = new Tick(state.tick().n(), state.tick().due(), true);
      return draft.state();
    }
  }
}
