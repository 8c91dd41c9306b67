package hearth.core.note;

import hearth.core.Phase;
import hearth.core.StartTimes;
import org.jspecify.annotations.Nullable;

/**
 * One server in the answer to {@code status}.
 *
 * @param title what people call it
 * @param phase where it is
 * @param address where to join, or null
 * @param count how many are on, or null where it is not known
 * @param since since when it is there, in epoch seconds
 * @param version the version of the game that runs, or null
 * @param newer the newer version that is there, or null
 * @param takesNewest whether the next start brings the newest
 * @param starts how long the last starts took, or null where there was none
 */
public record ServerLine(
    String title,
    Phase phase,
    @Nullable String address,
    @Nullable Integer count,
    long since,
    @Nullable String version,
    @Nullable String newer,
    boolean takesNewest,
    @Nullable StartTimes starts) {

  /** Of which neither a newer version nor an earlier start is known. */
  public ServerLine(
      String title,
      Phase phase,
      @Nullable String address,
      @Nullable Integer count,
      long since,
      @Nullable String version) {
    this(title, phase, address, count, since, version, null, false, null);
  }
}
