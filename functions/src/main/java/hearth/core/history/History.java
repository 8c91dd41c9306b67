package hearth.core.history;

import java.time.Instant;
import java.util.List;

/** A server's past. It is written by {@code StateStore.save} alone. */
public interface History {

  /** The newest sessions that ended, newest first. */
  List<HistoryRow.OfSession> sessions(String server, int most);

  /** Forgets what is older; what was not reached now is left to the next time. */
  void forget(String server, Instant before);
}
