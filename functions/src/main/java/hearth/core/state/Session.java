package hearth.core.state;

import hearth.core.Ending;
import hearth.core.User;
import hearth.core.WithBuilder;
import hearth.core.history.Tally;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One evening: from a start to the stop that answers it, over as many machines as it takes.
 *
 * @param number counts the server's sessions from 1
 * @param startedBy who asked for it, or null for a machine that was found running
 * @param startedAt when
 * @param until when its time is over because whoever started it said so, or null
 * @param ending why it ends or ended, or null while it lasts
 * @param endedAt when its last machine was gone, or null
 * @param placing where its machines run
 * @param orders what it was told to do next
 * @param tally what history will keep of it
 * @param telling what people were told
 */
@WithBuilder
public record Session(
    long number,
    @Nullable User startedBy,
    Instant startedAt,
    @Nullable Instant until,
    @Nullable Ending ending,
    @Nullable Instant endedAt,
    Placing placing,
    Orders orders,
    Tally tally,
    Telling telling) {

  /** A part that is missing in a stored state is as if nothing of it had happened. */
  public Session {
    placing = placing == null ? Placing.NONE : placing;
    orders = orders == null ? Orders.NONE : orders;
    tally = tally == null ? Tally.NONE : tally;
    telling = telling == null ? Telling.NONE : telling;
  }

  /** One that begins. */
  public static Session begun(long number, @Nullable User startedBy, Instant startedAt) {
    return new Session(
        number,
        startedBy,
        startedAt,
        null,
        null,
        null,
        Placing.NONE,
        Orders.NONE,
        Tally.NONE,
        Telling.NONE);
  }
}
