package hearth.core.port;

import hearth.core.state.State;
import hearth.core.state.Step;
import java.util.Optional;

/** The store of states. Trouble with the storage itself is thrown: nothing was saved then. */
public interface StateStore {

  /**
   * The state as it is now; {@link State#NEW} without an ETag where there is none. One that was
   * lost begins after the newest generation that was ever saved.
   */
  Versioned load(String server);

  /**
   * Saves a step's state in place of the one it was made from, and its history rows with it: all of
   * that or nothing.
   *
   * @param from what {@link #load} or an earlier save gave
   * @return the saved state with its new ETag, or empty if somebody else saved in between
   */
  Optional<Versioned> save(String server, Versioned from, Step next);

  /**
   * A state and what is needed to replace it.
   *
   * @param state the state
   * @param etag the ETag it was read or written with, or null where there is none yet
   * @param unknown what a newer version wrote and this one does not understand, kept as it is;
   *     opaque to all but the store
   */
  record Versioned(State state, String etag, Object unknown) {}
}
