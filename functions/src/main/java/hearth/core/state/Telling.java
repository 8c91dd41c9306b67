package hearth.core.state;

import hearth.core.Ending;
import hearth.core.Lists;
import hearth.core.WithBuilder;
import hearth.core.note.Note;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The messages people got in a session.
 *
 * @param readyTold whether this machine's readiness was announced
 * @param warned which automatic stop they were warned of, or null
 * @param told what the operator was told already
 * @param recent what happened last, newest last, for the session message
 * @param ready the readiness that was told last, or null where the next is told whatever it says
 */
@WithBuilder
public record Telling(
    boolean readyTold,
    @Nullable Warned warned,
    List<String> told,
    List<Happening> recent,
    @Nullable Ready ready) {
  /** Nothing. */
  public static final Telling NONE = new Telling(false, null, List.of(), List.of(), null);

  /** A list that is missing in a stored state is empty. */
  public Telling {
    told = Lists.orEmpty(told);
    recent = Lists.orEmpty(recent);
  }

  /**
   * The warnings given of an automatic stop.
   *
   * @param cause which
   * @param at when it is due; another time is another stop
   * @param given how many warnings they had
   */
  public record Warned(Ending.Cause cause, Instant at, int given) {}

  /**
   * That players can join, as it was told.
   *
   * @param address where
   * @param joinCode the game's join code, or null
   * @param at when
   * @param again how often it was told without being asked for or another address
   */
  public record Ready(String address, @Nullable String joinCode, Instant at, int again) {}

  /**
   * A line of the session message.
   *
   * @param at when
   * @param note what
   */
  public record Happening(Instant at, Note note) {}
}
