package hearth.core.event;

import hearth.core.Fetched;
import hearth.core.Player;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A report of a machine's agent, its origin already proved. Whatever its type, it carries all the
 * agent knew, so that the newest alone is enough.
 *
 * @param source which machine reported it, and in which order
 * @param type what happened
 * @param game how the game stands
 * @param online who is on
 * @param evicting whether Azure takes the machine back, as every report says once one did
 * @param answers the inbox message it answers, or null
 * @param detail a few words for people, or null
 * @param backup what became of a backup, or null where the report is of something else
 * @param condition what troubles the game, whether anyone is on, which version it is
 */
public record MachineEvent(
    Source source,
    Type type,
    Game game,
    Online online,
    boolean evicting,
    String answers,
    String detail,
    Backup backup,
    Condition condition)
    implements Event {

  /** A notice holds for whatever comes after it. */
  public MachineEvent {
    evicting |= type == Type.EVICTING;
    condition = condition == null ? Condition.NONE : condition;
  }

  /** What troubles the machine or its game, or null. */
  public @Nullable Trouble trouble() {
    return condition.trouble() == null ? Trouble.of(this) : condition.trouble();
  }

  /**
   * The machine that reported, and the report's place in the order of its reports.
   *
   * @param server the server's name
   * @param generation which lighting of the server the machine is
   * @param epoch the spool's epoch: higher ones start the sequence anew
   * @param seq the event's number within the epoch
   * @param vmId Azure's unique id of the machine, in lower case; null where its agent does not say
   */
  public record Source(
      String server, long generation, long epoch, long seq, @Nullable String vmId) {
    /** Of an agent that does not say on which machine it is. */
    public Source(String server, long generation, long epoch, long seq) {
      this(server, generation, epoch, seq, null);
    }

    /** Whether it comes from another machine than that, as far as both are known. */
    public boolean isBeside(@Nullable String other) {
      return vmId != null && other != null && !vmId.equals(other);
    }
  }

  /**
   * The state of the game.
   *
   * @param phase how far it is
   * @param step what a booting machine is at, or null
   * @param fetched how far that is where it fetches something, or null
   * @param joinCode the game's join code, or null
   * @param saved whether it was seen to save in the stop that is going on or over; null where that
   *     cannot be told
   */
  public record Game(
      GamePhase phase, String step, @Nullable Fetched fetched, String joinCode, Boolean saved) {
    /** Of a machine that fetches nothing. */
    public Game(GamePhase phase, String step, String joinCode, Boolean saved) {
      this(phase, step, null, joinCode, saved);
    }
  }

  /**
   * The players who are on.
   *
   * @param roster the players, or null where they are not known
   * @param count how many there are, or null where that is not known
   * @param transitions the last joins and leaves, oldest first
   */
  public record Online(List<Player> roster, Integer count, List<Transition> transitions) {}

  /**
   * The outcome of a backup.
   *
   * @param name of the one that was made, or null
   * @param size its bytes as they are stored, or null
   * @param whole false where it was made and is kept, but holds no whole world
   */
  public record Backup(Outcome outcome, String name, Long size, boolean whole) {

    /** Whether there is one. The world itself is as it was. */
    public enum Outcome {
      /** It can be restored by its name. */
      MADE,
      /** There is none; the report's detail says why. */
      FAILED,
      /** The world's share has no new snapshot; the report's detail says why. */
      SNAPSHOT_FAILED
    }
  }

  /** An event on the machine. */
  public enum Type {
    /** The game or the machine got further. */
    PHASE,
    /** Players can join. */
    READY,
    /** Somebody joined or left. */
    PLAYERS,
    /** The world was saved. */
    SAVED,
    /** The game has ended. */
    STOPPED,
    /** Told to stop if empty, the agent found somebody on. */
    OCCUPIED,
    /** Azure takes the machine back; the game was told to save first. */
    EVICTING,
    /** A minute has passed. */
    HEARTBEAT,
    /** No line of the game's log was recognised for long: its format may have changed. */
    DRIFT,
    /** A backup was made, or failed. */
    BACKUP,
    /** The game or the machine could not be started, or the game ended by itself. */
    FAILED,
    /** An inbox message was carried out. */
    DONE
  }

  /** The game's progress. */
  public enum GamePhase {
    /** Not begun. */
    BOOTING,
    /** Starting. */
    LOADING,
    /** Joinable. */
    RUNNING,
    /** Told to stop. */
    SAVING,
    /** Ended. */
    STOPPED
  }
}
