package hearth.core.rules;

import hearth.core.note.Note;
import hearth.core.state.Draft;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Once a session: nobody may have forgotten it, but the operator should know. */
final class LongRunTimer implements Timer {
  private static final Duration LONG = Duration.ofHours(24);

  @Override
  public @Nullable Instant at(Draft d) {
    boolean runs = d.session != null && d.life.phase().hasMachine() && !d.isTold("long");
    return runs ? d.session().startedAt().plus(LONG) : null;
  }

  @Override
  public void fire(Draft d) {
    long hours = Duration.between(d.session().startedAt(), d.now).toHours();
    d.tellOperatorOnce("long", new Note.LongRunning(d.machine().scaleSet(), hours));
  }

  @Override
  public boolean isPunctual() {
    return false;
  }
}
