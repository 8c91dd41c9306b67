package hearth.core.rules;

import hearth.core.Phase;
import hearth.core.note.Note;
import hearth.core.state.Doubts;
import hearth.core.state.Draft;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** An agent that is not heard any more: first it proves nothing, then the operator is told. */
final class SilenceTimer implements Timer {
  /** When an agent counts as silent, for the operator. */
  private static final Duration SILENT = Duration.ofMinutes(5);

  @Override
  public @Nullable Instant at(Draft d) {
    if (d.life.phase() != Phase.RUNNING && d.life.phase() != Phase.LOADING) {
      return null;
    }
    Instant heard = d.machine().heardAt();
    if (heard == null) {
      return null;
    }
    if (d.players.emptySince() != null) {
      return heard.plus(Doubts.FRESH);
    }
    return d.isTold("silent") ? null : heard.plus(SILENT);
  }

  @Override
  public void fire(Draft d) {
    Instant heard = Objects.requireNonNull(d.machine().heardAt());
    // Evidence that is exactly as old still counts.
    if (d.players.emptySince() != null && heard.plus(Doubts.FRESH).isBefore(d.now)) {
      d.players = d.players.unproven();
    }
    if (heard.plus(SILENT).isBefore(d.now)) {
      long minutes = Duration.between(heard, d.now).toMinutes();
      d.tellOperatorOnce("silent", new Note.Silent(d.machine().scaleSet(), minutes));
    }
  }

  @Override
  public boolean isPunctual() {
    return false;
  }
}
