package hearth.core.state;

import hearth.core.Phase;
import hearth.core.WithBuilder;
import java.time.Instant;

/**
 * A server's phase and generation.
 *
 * @param phase where
 * @param since since when
 * @param generation counts machines; a machine's events prove theirs
 */
@WithBuilder
public record Life(Phase phase, Instant since, long generation) {
  /** Never started. */
  public static final Life NEW = new Life(Phase.STOPPED, Instant.EPOCH, 0);
}
