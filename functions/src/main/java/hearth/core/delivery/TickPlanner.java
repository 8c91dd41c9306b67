package hearth.core.delivery;

import hearth.core.Phase;
import hearth.core.rules.Timers;
import hearth.core.state.Doubts;
import hearth.core.state.Draft;
import hearth.core.wanted.Tick;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * When the scale set is looked at next, and the one tick that wakes somebody for what is to come.
 */
final class TickPlanner {
  /** A tick this much too late is as good as one on time: it saves a message. */
  private static final Duration SLACK = Duration.ofSeconds(2);

  /** How soon a set is looked at again that showed what is not believed yet, in seconds. */
  private static final long DOUBTED = 25;

  private static final Duration FARTHEST_TICK = Duration.ofHours(6);

  private TickPlanner() {}

  /** Plans a look where only Azure can say how far it is. */
  static void look(Draft d) {
    boolean waiting = d.life.phase() == Phase.ALLOCATING || d.life.phase() == Phase.DEALLOCATING;
    boolean unknown =
        d.life.phase().hasMachine() && (d.machine().vmId() == null || d.address() == null);
    boolean doubted = d.life.phase().hasMachine() && Doubts.isOpen(d);
    if (!waiting && !unknown && !doubted) {
      d.azure.lookAt(null);
    } else if (d.azure.lookAt() == null && d.scale().isDone()) {
      d.azure.lookAt(d.now.plusSeconds(doubted ? DOUBTED : pace(d)));
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
    if (d.delivery.tick() != null
        && d.delivery.tick().sent()
        && d.delivery.tick().due().plusSeconds(60).isBefore(d.now)) {
      d.delivery.tick(null);
    }
    if (need == null) {
      return;
    }
    Instant farthest = d.now.plus(FARTHEST_TICK);
    Instant due = need.isAfter(farthest) ? farthest : need;
    if (d.delivery.tick() == null || d.delivery.tick().due().isAfter(due.plus(SLACK))) {
      d.delivery.ticks(d.delivery.ticks() + 1);
      d.delivery.tick(new Tick(d.delivery.ticks(), due, false));
    }
  }

  /** When something is to be looked at or tried again; what is due now the lease's owner does. */
  private static @Nullable Instant need(Draft d) {
    // At rest nothing but the sweep's looks is wanted: the next sweep brings them back by itself.
    boolean atRest = d.life.phase() == Phase.STOPPED && Targets.areSettled(d);
    Instant next = d.sooner(Targets.retryAt(d), Timers.next(d));
    return d.sooner(next, d.delivery.lease() == null || atRest ? null : d.delivery.lease().until());
  }
}
