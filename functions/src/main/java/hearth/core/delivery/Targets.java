package hearth.core.delivery;

import hearth.core.fleet.Server;
import hearth.core.state.Draft;
import hearth.core.state.State;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Every target there is, in the order that {@link Target} gives. */
final class Targets {
  private static final List<Target> ALL =
      Stream.of(Target.class.getPermittedSubclasses()).map(Targets::made).toList();

  private Targets() {}

  static List<Target> all() {
    return ALL;
  }

  private static Target made(Class<?> target) {
    try {
      return (Target) target.getDeclaredConstructor().newInstance();
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(target + " is no target: it needs no arguments", e);
    }
  }

  /** The next call, or null where nothing is due. */
  static @Nullable Action<?> next(Server server, State state, Findings findings, Instant now) {
    for (Target target : ALL) {
      Action<?> action = target.due(server, state, findings, now);
      if (action != null) {
        return action;
      }
    }
    return null;
  }

  /** The state with a note on each message that may be posted next; saved before it leaves. */
  static State stamped(Server server, State state, Instant now) {
    if (state.delivery().lease() == null) {
      return state;
    }
    Draft d = new Draft(server, state, now);
    for (Target target : ALL) {
      target.stamp(d);
    }
    return d.state();
  }

  /** When the first of them is to be tried again, or null. */
  static @Nullable Instant retryAt(Draft d) {
    Instant next = null;
    for (Target target : ALL) {
      next = d.sooner(next, target.retryAt(d));
    }
    return next;
  }

  /** Whether nothing is wanted of the world. */
  static boolean areSettled(Draft d) {
    for (Target target : ALL) {
      if (!target.isSettled(d)) {
        return false;
      }
    }
    return true;
  }
}
