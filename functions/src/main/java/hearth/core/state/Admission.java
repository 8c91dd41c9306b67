package hearth.core.state;

import hearth.core.CommandName;
import hearth.core.Lists;
import hearth.core.Options;
import hearth.core.User;
import hearth.core.fleet.GamePolicy.Update;
import hearth.core.note.Note;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What every start has to pass: at once, and one that waited for a stop once more when its turn
 * comes.
 */
public final class Admission {
  private Admission() {}

  /** Why it is refused as things stand, or null where nothing is against it. */
  public static @Nullable Note refusal(Draft d, User by, @Nullable Options options) {
    if (options != null && options.right() != null && !isStillAllowed(d, options.right())) {
      return new Note.NoLongerAllowed();
    }
    Note past = past(d, options);
    if (past != null) {
      return past;
    }
    if (options != null && options.newest() && d.server.policy().update() == Update.PINNED) {
      return new Note.Pinned();
    }
    if (startsTooOften(d, by)) {
      return new Note.TooManyStarts(d.server.limits().startsPerPersonPerHour());
    }
    return Budget.refusal(d);
  }

  /** Settings may have changed since the door let it in. */
  private static boolean isStillAllowed(Draft d, String right) {
    return d.server.allow().of(CommandName.START).contains(right);
  }

  /** The refusal of a time of day that is over by now, or null where it says none. */
  public static @Nullable Note past(Draft d, @Nullable Options options) {
    return options != null && options.until() != null && !options.until().isAfter(d.now)
        ? new Note.TimeIsPast(options.until().getEpochSecond())
        : null;
  }

  private static boolean startsTooOften(Draft d, User user) {
    d.memory.starts(
        Lists.without(
            d.memory.starts(), start -> start.at().plus(Duration.ofHours(1)).isBefore(d.now)));
    int limit = d.server.limits().startsPerPersonPerHour();
    long starts =
        d.memory.starts().stream().filter(start -> start.user().equals(user.id())).count();
    return limit > 0 && starts >= limit;
  }
}
