package hearth.core;

import java.util.Map;

/**
 * The length of one start: from the command until players could join for the first time.
 *
 * @param seconds all of it
 * @param phases the seconds of it in each phase, over all machines that it took; empty where only
 *     the whole is known
 */
public record StartTime(long seconds, Map<Phase, Long> phases) {
  /** A map that is missing in a stored state is empty. */
  public StartTime {
    phases = phases == null ? Map.of() : Map.copyOf(phases);
  }
}
