package hearth.core.delivery;

import hearth.core.Clock;
import hearth.core.event.Event;
import hearth.core.fleet.Server;
import hearth.core.port.Ports;
import hearth.core.port.Result;
import hearth.core.port.StateStore;
import hearth.core.port.StateStore.Versioned;
import hearth.core.state.Draft;
import hearth.core.state.State;
import hearth.core.state.Step;
import hearth.core.wanted.Lease;
import hearth.core.wanted.Tick;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

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

    private @Nullable Versioned take(Event event) {
      // Invocations of one process would only win the race from each other.
      Lock lock = locks.computeIfAbsent(server.name(), name -> new ReentrantLock());
      lock.lock();
      try {
        return takeUnderLock(event);
      } finally {
        lock.unlock();
      }
    }

    private @Nullable Versioned takeUnderLock(Event event) {
      for (int race = 0; race < MOST_RACES; race++) {
        Versioned found = store.load(server.name());
        Step next = plan(found.state(), event);
        if (next.changesNothing(found.state())) {
          return null;
        }
        Tick tick = tickToSend(found.state(), next.state());
        Step kept = tick == null ? next : withTick(next, tick.onQueue());
        Optional<Versioned> saved = store.save(server.name(), found, kept);
        if (saved.isPresent()) {
          if (tick != null) {
            ports.outbox().tick(server, tick, clock.now());
          }
          return saved.get();
        }
        pause.run();
      }
      throw new IllegalStateException("lost every race for the state of " + server.name());
    }

    @SuppressWarnings(
        "ReferenceEquality") // The rules give the very same state back for what they drop.
    private Step plan(State state, Event event) {
      var now = clock.now();
      Step next = Steps.after(server, state, event, now);
      if (next.state() == state) {
        // A dropped tick does not even look at the time.
        return next;
      }
      Lease lease = next.state().delivery().lease();
      boolean free = lease == null || !lease.isLive(now);
      if (!free || Targets.next(server, next.state(), Findings.WITHOUT_TICK, now) == null) {
        // A tick alone is sent without a lease, or each lease would ask for the next.
        return next;
      }
      State mine = withLease(state, new Lease(owner, now.plus(Lease.LENGTH)));
      return stamped(Steps.after(server, mine, event, now), now);
    }

    private Step stamped(Step step, Instant now) {
      return new Step(Targets.stamped(server, step.state(), now), step.rows());
    }

    /**
     * The tick that this save must send, or null: without a lease nobody else does. An unsent tick
     * of a live lease is its owner's, unless it was made just now: the owner may be dead.
     */
    private @Nullable Tick tickToSend(State before, State next) {
      Tick tick = next.delivery().tick();
      if (isMine(next) || tick == null || tick.sent()) {
        return null;
      }
      Lease lease = next.delivery().lease();
      boolean owned = lease != null && lease.isLive(clock.now());
      return !owned || next.delivery().ticks() > before.delivery().ticks() ? tick : null;
    }

    private void deliver(Versioned current) {
      Versioned v = current;
      for (int step = 0; step < MOST_STEPS && isMine(v.state()); step++) {
        Action<?> action = Targets.next(server, v.state(), findings, clock.now());
        if (action == null) {
          v = keep(v, state -> Step.to(withLease(state, null)));
        } else if (!lastsForACall(v.state())) {
          v = keep(v, state -> Step.to(renewed(state)));
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
      return keep(from, state -> Steps.after(server, renewed(state), action, result, clock.now()));
    }

    /** Saves a change of the newest state, for as long as the lease is ours. */
    private Versioned keep(Versioned from, Function<State, Step> change) {
      Versioned base = from;
      for (int race = 0; race < MOST_RACES && isMine(base.state()); race++) {
        var now = clock.now();
        Step next = stamped(change.apply(base.state()), now);
        boolean idle = Targets.next(server, next.state(), findings, now) == null;
        Step kept = idle ? new Step(withLease(next.state(), null), next.rows()) : next;
        Optional<Versioned> saved = store.save(server.name(), base, kept);
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
      Lease lease = state.delivery().lease();
      return lease != null && lease.owner().equals(owner);
    }

    private boolean lastsForACall(State state) {
      Lease lease = state.delivery().lease();
      return lease != null && lease.isLive(clock.now().plus(Lease.CALL));
    }

    private State renewed(State state) {
      return withLease(state, new Lease(owner, clock.now().plus(Lease.LENGTH)));
    }

    private State withLease(State state, @Nullable Lease lease) {
      Draft draft = new Draft(server, state, clock.now());
      draft.delivery.lease(lease);
      return draft.state();
    }

    private Step withTick(Step step, Tick tick) {
      Draft draft = new Draft(server, step.state(), clock.now());
      draft.delivery.tick(tick);
      return new Step(draft.state(), step.rows());
    }
  }
}
