package hearth.core;

import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * One evening: from a start to the stop that answers it, over as many machines as it takes.
 *
 * @param number counts the server's sessions from 1
 * @param startedBy who asked for it, or null for a machine that was found running
 * @param startedAt when
 * @param until when its time is over because whoever started it said so, or null
 * @param placement the index of the placement in use
 * @param tried indices of placements that had no room during this lighting
 * @param step what the booting machine is at, or null
 * @param readyAt when players could join first, or null
 * @param readyTold whether this generation's readiness was announced
 * @param evictions when machines were lost, within the last hour
 * @param relight whether another machine is lit once the present one is gone
 * @param ending why it ends or ended, or null while it lasts
 * @param endedAt when its last machine was gone, or null
 * @param again who wants it lit again once it has stopped, or null
 * @param saveMessage the inbox message that told the agent to save and stop, or null
 * @param ifEmpty whether that stop is called off if somebody is on
 * @param obeyed whether the agent was seen to act on it
 * @param restart the restart of the game that is under way, or null
 * @param lit the scale sets and sizes it was lit on, in order
 * @param lost how many machines it lost
 * @param spent the seconds spent in each phase, the present one not counted
 * @param machineSeconds the time its machines ran, the present one not counted
 * @param dollars what these cost by the settings' prices
 * @param warned which automatic stop people were warned of, or null
 * @param peak the most players at once
 * @param told what the operator was told already in this session
 * @param recent what happened last, newest last, for the session message
 */
public record Session(
    long number,
    User startedBy,
    Instant startedAt,
    Instant until,
    int placement,
    List<Integer> tried,
    String step,
    Instant readyAt,
    boolean readyTold,
    List<Instant> evictions,
    boolean relight,
    Ending ending,
    Instant endedAt,
    User again,
    String saveMessage,
    boolean ifEmpty,
    boolean obeyed,
    Restart restart,
    List<String> lit,
    int lost,
    Map<Phase, Long> spent,
    long machineSeconds,
    double dollars,
    Warned warned,
    int peak,
    List<String> told,
    List<Happening> recent) {

  /** What an older version did not know of is as if nothing of it had happened. */
  public Session {
    lit = lit == null ? List.of() : lit;
    spent = spent == null ? Map.of() : spent;
  }

  /**
   * A restart of the game that the agent was asked for.
   *
   * @param message the inbox message that asks for it
   * @param at when
   */
  public record Restart(String message, Instant at) {}

  /**
   * How far people were warned of an automatic stop.
   *
   * @param cause which
   * @param at when it is due; another time is another stop
   * @param given how many warnings they had
   */
  public record Warned(Ending.Cause cause, Instant at, int given) {}

  /**
   * A line of the session message.
   *
   * @param at when
   * @param note what
   */
  public record Happening(Instant at, Note note) {}
}
