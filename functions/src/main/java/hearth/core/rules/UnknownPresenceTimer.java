package hearth.core.rules;

import hearth.core.Phase;
import hearth.core.note.Note;
import hearth.core.state.Draft;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Nobody can tell for long whether anyone is on: the operator is told, once a session. */
final class UnknownPresenceTimer implements Timer {
  private static final Duration LONG = Duration.ofMinutes(30);

  @Override
  public @Nullable Instant at(Draft d) {
    Instant since = d.players.unknownSince();
    return since != null && d.life.phase() == Phase.RUNNING && !d.isTold("presence")
        ? since.plus(LONG)
        : null;
  }

  @Override
  public void fire(Draft d) {
    long minutes = Duration.between(d.players.unknownSince(), d.now).toMinutes();
    d.tellOperatorOnce("presence", new Note.PresenceUnknown(minutes, d.players.evidence()));
  }

  @Override
  public boolean isPunctual() {
    return false;
  }
}
