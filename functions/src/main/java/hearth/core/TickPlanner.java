package hearth.core;

import java.time.Duration;
import java.time.Instant;

/**
 * When the scale set is looked at next, and the one tick that wakes somebody for what is to come.
 */
final class TickPlanner {
  /** A tick this much too late is as good as one on time: it saves a message. */
  private static final Duration SLACK = Duration.ofSeconds(2);

  private static final Duration FARTHEST_TICK = Duration.ofHours(6);

  private TickPlanner() {}

  /** Plans a look where only Azure can say how far it is. */
  static void look(Draft d) {
    boolean waiting = d.phase == Phase.ALLOCATING || d.phase == Phase.DEALLOCATING;
    boolean unknown = d.phase.hasMachine() && (d.machine.vmId() == null || d.address() == null);
    if (!waiting && !unknown) {
      d.lookAt = null;
    } else if (d.lookAt == null && d.scale.isDone()) {
      d.lookAt = d.now.plusSeconds(pace(d));
    }
  }

  /** ARM allows a set 12 looks a minute; the longer something takes, the less a look is worth. */
  private static long pace(Draft d) {
    if (d.hasLasted(Duration.ofMinutes(3))) {
      return 30;
    }
    return d.hasLasted(Duration.ofSeconds(30)) ? 10 : 5;
  }

  /** Plans a tick where none comes in time. */
  static void tick(Draft d) {
    Instant need = need(d);
    if (d.tick != null && d.tick.sent() && d.tick.due().plusSeconds(60).isBefore(d.now)) {
      d.tick = null;
    }
    if (need == null) {
      return;
    }
    Instant farthest = d.now.plus(FARTHEST_TICK);
    Instant due = need.isAfter(farthest) ? farthest : need;
    if (d.tick == null || d.tick.due().isAfter(due.plus(SLACK))) {
      d.ticks++;
      d.tick = new Tick(d.ticks, due, false);
    }
  }

  /** When something is to be looked at or tried again; what is due now the lease's owner does. */
  private static Instant need(Draft d) {
    // At rest nothing but the sweep's looks is wanted: the next sweep brings them back by itself.
    boolean atRest = d.phase == Phase.STOPPED && Targets.areSettled(d);
    Instant next = d.sooner(Targets.retryAt(d), Timers.next(d));
    return d.sooner(next, d.lease == null || atRest ? null : d.lease.until());
  }
}
