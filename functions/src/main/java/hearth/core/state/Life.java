package hearth.core.state;

import hearth.core.Phase;
import hearth.core.WithBuilder;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A server's phase and generation.
 *
 * @param phase where
 * @param since since when
 * @param generation counts machines; a machine's events prove theirs
 * @param forgotten a machine of ours of which this state knows nothing, or null
 */
@WithBuilder
public record Life(Phase phase, Instant since, long generation, @Nullable Forgotten forgotten) {
  /** Never started. */
  public static final Life NEW = new Life(Phase.STOPPED, Instant.EPOCH, 0);

  /** With no machine forgotten. */
  public Life(Phase phase, Instant since, long generation) {
    this(phase, since, generation, null);
  }

  /**
   * A machine whose reports prove that it was lit here, while the row that knew of it is lost:
   * people may play on it.
   *
   * @param vmId Azure's unique id of it; null where its agent does not say
   * @param heardAt when it was heard last, by the queue's clock
   */
  public record Forgotten(@Nullable String vmId, Instant heardAt) {}
}
