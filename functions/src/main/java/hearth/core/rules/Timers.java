package hearth.core.rules;

import hearth.core.state.Draft;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Every timer there is, in the order that {@link Timer} gives. */
public final class Timers {
  private static final List<Timer> ALL =
      Stream.of(Timer.class.getPermittedSubclasses()).map(Timers::made).toList();

  private Timers() {}

  public static List<Timer> all() {
    return ALL;
  }

  private static Timer made(Class<?> timer) {
    try {
      return (Timer) timer.getDeclaredConstructor().newInstance();
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(timer + " is no timer: it needs no arguments", e);
    }
  }

  /** Lets everything happen that is due. */
  static void fire(Draft d) {
    for (Timer timer : ALL) {
      Instant at = timer.at(d);
      if (at != null && !at.isAfter(d.now)) {
        timer.fire(d);
      }
    }
  }

  /** When the first of them is due that wants a tick, or null. */
  public static @Nullable Instant next(Draft d) {
    Instant next = null;
    for (Timer timer : ALL) {
      next = timer.isPunctual() ? d.sooner(next, timer.at(d)) : next;
    }
    return next;
  }
}
