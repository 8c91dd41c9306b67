package hearth.core;

import java.time.Instant;
import java.util.List;

/**
 * One evening: from a start to the stop that answers it, over as many machines as it takes.
 *
 * @param number counts the server's sessions from 1
 * @param startedBy who asked for it, or null for a machine that was found running
 * @param startedAt when
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
 * @param peak the most players at once
 * @param told what the operator was told already in this session
 * @param recent what happened last, newest last, for the session message
 */
public record Session(
    long number,
    User startedBy,
    Instant startedAt,
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
    int peak,
    List<String> told,
    List<Happening> recent) {

  /**
   * A line of the session message.
   *
   * @param at when
   * @param note what
   */
  public record Happening(Instant at, Note note) {}
}
