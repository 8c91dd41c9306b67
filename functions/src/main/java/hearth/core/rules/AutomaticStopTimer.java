package hearth.core.rules;

import hearth.core.Ending;
import hearth.core.fleet.AnnouncementPolicy;
import hearth.core.note.Note;
import hearth.core.state.AutomaticStop;
import hearth.core.state.Draft;
import hearth.core.state.Telling;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The stop that comes by itself, and the warnings before it. */
final class AutomaticStopTimer implements Timer {
  @Override
  public @Nullable Instant at(Draft d) {
    AutomaticStop stop = AutomaticStop.next(d.server, d.state());
    return stop == null ? null : stop.after(given(d, stop));
  }

  @Override
  public void fire(Draft d) {
    AutomaticStop stop = Objects.requireNonNull(AutomaticStop.next(d.server, d.state()));
    if (!stop.at().isAfter(d.now)) {
      d.session().ending(new Ending(stop.cause(), null, null, null));
      MachineLifecycle.save(d, stop.ifEmpty());
      return;
    }
    long minutes = Math.max(1, Duration.between(d.now, stop.at()).plusSeconds(30).toMinutes());
    d.tell(AnnouncementPolicy.Kind.WARNING, warning(d.session().number(), stop.cause(), minutes));
    d.telling.warned(new Telling.Warned(stop.cause(), stop.at(), stop.due(d.now)));
  }

  /** The number of warnings given of this very stop. */
  private static int given(Draft d, AutomaticStop stop) {
    Telling.Warned warned = d.telling.warned();
    boolean same =
        warned != null && warned.cause() == stop.cause() && warned.at().equals(stop.at());
    return same ? warned.given() : 0;
  }

  private static Note warning(long session, Ending.Cause cause, long minutes) {
    return switch (cause) {
      case IDLE -> new Note.IdleWarning(session, minutes, false);
      case NEVER_JOINED -> new Note.IdleWarning(session, minutes, true);
      case TIME_LIMIT -> new Note.TimeLimitWarning(session, minutes);
      case CEILING -> new Note.CeilingWarning(session, minutes);
      case ASKED, NO_ROOM, REFUSED, TIMEOUT, FAILED, EVICTED, FOREIGN ->
          throw new IllegalStateException("no stop comes by itself for " + cause);
    };
  }
}
