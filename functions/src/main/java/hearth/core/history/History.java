package hearth.core.history;

import java.time.Instant;
import java.util.List;

/** A server's past. It is written by {@code StateStore.save} alone. */
public interface History {

  /** The newest sessions that ended, newest first. */
  List<HistoryRow.OfSession> sessions(String server, int most);

  /**
   * The sessions that began in a time, newest first; beyond {@link #MOST} the oldest are left out.
   *
   * @param from the first moment of it
   * @param to the first moment after it
   */
  List<HistoryRow.OfSession> sessions(String server, Instant from, Instant to);

  /** As many rows as the table service answers with at once. */
  int MOST = 1000;

  /**
   * Takes a person's name, id and words out of all rows; the numbers stay. Done twice it finds
   * nothing.
   *
   * @param user their Discord id
   * @return how many rows were theirs
   */
  int forgetPerson(String server, String user);

  /** Forgets what is older; what was not reached now is left to the next time. */
  void forget(String server, Instant before);
}
