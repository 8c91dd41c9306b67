package hearth.core.rules;

import hearth.core.state.Draft;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Something that follows from the time alone: a limit that is reached, a warning that is due. A
 * timer is one class and one name in this list, which is also the order in which they are looked
 * at.
 */
public sealed interface Timer
    permits RestartTimer,
        PhaseTimer,
        SilenceTimer,
        UnknownPresenceTimer,
        AutomaticStopTimer,
        BudgetTimer,
        LongRunTimer {

  /** When it is due as things stand, which may be past already; null where it is not running. */
  @Nullable Instant at(Draft d);

  /** It is due: whatever follows from that is done. */
  void fire(Draft d);

  /**
   * Whether a tick is asked for, so that it is punctual. The others are looked at with whatever
   * happens, at the latest with the sweep five minutes on.
   */
  default boolean isPunctual() {
    return true;
  }
}
