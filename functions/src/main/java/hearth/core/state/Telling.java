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
 */
@WithBuilder
public record Telling(
    boolean readyTold, @Nullable Warned warned, List<String> told, List<Happening> recent) {
  /** Nothing. */
  public static final Telling NONE = new Telling(false, null, List.of(), List.of());

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
   * A line of the session message.
   *
   * @param at when
   * @param note what
   */
  public record Happening(Instant at, Note note) {}
}
