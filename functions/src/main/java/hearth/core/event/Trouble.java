package hearth.core.event;

import org.jspecify.annotations.Nullable;

/**
 * What troubles a machine or its game, as every report says it from the first on, until it is over
 * or the game begins anew.
 *
 * @param kind what follows from it
 * @param detail what failed, with its last lines: hostile text, or null
 * @param step which step is tried again, or null
 * @param seq the event that first said it: new to a reader whose watermark is lower
 */
public record Trouble(Kind kind, @Nullable String detail, @Nullable String step, long seq) {

  /** What follows. */
  public enum Kind {
    /** A step failed and is tried again; how long, the phase's limit says. */
    RETRYING,
    /** The game printed a line about it and goes on. */
    NOTICED,
    /** The session cannot go on: what can be saved is saved, then the game has ended. */
    OVER
  }

  /**
   * What a report means that names a failure without the kind of its trouble: as far as the game
   * has come, that is how bad it is.
   */
  static @Nullable Trouble of(MachineEvent event) {
    boolean named = event.type() == MachineEvent.Type.FAILED && event.answers() == null;
    if (!named || event.game().phase() == MachineEvent.GamePhase.STOPPED) {
      return null;
    }
    Kind kind =
        event.game().phase() == MachineEvent.GamePhase.BOOTING ? Kind.RETRYING : Kind.NOTICED;
    return new Trouble(kind, event.detail(), event.game().step(), event.source().seq());
  }
}
