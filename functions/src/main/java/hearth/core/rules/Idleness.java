package hearth.core.rules;

import hearth.core.Ending;
import hearth.core.Lists;
import hearth.core.Options;
import hearth.core.Phase;
import hearth.core.fleet.AnnouncementPolicy;
import hearth.core.note.Note;
import hearth.core.state.AutomaticStop;
import hearth.core.state.Draft;
import hearth.core.state.Orders;
import hearth.core.state.Telling;
import hearth.core.update.ReplyUpdates;
import hearth.core.wanted.InboxMessage;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * When a running server stops by itself. Only positive evidence of emptiness starts the clock;
 * unknown is never zero.
 */
final class Idleness {
  /** The most that a stop can be put off from now: nothing runs for ever unseen. */
  private static final Duration FARTHEST = Duration.ofHours(24);

  /** The same time tomorrow, on the day on which a clock goes back. */
  private static final Duration FARTHEST_TIME = Duration.ofHours(25);

  /** Several people who press the same button mean one and the same thing. */
  private static final Duration AT_ONCE = Duration.ofMinutes(1);

  private Idleness() {}

  /** Nobody is proved to be away any more: those who were warned hear that it stays on. */
  static void notIdle(Draft d) {
    Telling.Warned warned = d.telling.warned();
    boolean ofIdleness =
        warned != null
            && (warned.cause() == Ending.Cause.IDLE || warned.cause() == Ending.Cause.NEVER_JOINED);
    if (ofIdleness && d.life.phase() == Phase.RUNNING) {
      d.telling.warned(null);
      d.tell(AnnouncementPolicy.Kind.WARNING, new Note.StaysOn());
    }
  }

  /** Puts the next automatic stop off, or the one that would come; gives the new time. */
  static Instant extend(Draft d, Duration by) {
    return extend(d, stopAsItStands(d).plus(by), FARTHEST);
  }

  /** Puts it off until a time of day; nothing that was given before is taken back. */
  static Instant extendUntil(Draft d, Instant until) {
    return extend(d, until, FARTHEST_TIME);
  }

  /** The same by a button: presses within a minute of the first count from the same time. */
  static Instant press(Draft d, Duration by, Instant at) {
    Orders.Press last = d.orders.press();
    boolean same = last != null && Duration.between(last.at(), at).abs().compareTo(AT_ONCE) <= 0;
    Orders.Press press = same ? last : new Orders.Press(at, stopAsItStands(d));
    d.orders.press(press);
    return extend(d, press.from().plus(by), FARTHEST);
  }

  private static Instant stopAsItStands(Draft d) {
    AutomaticStop stop = AutomaticStop.next(d.server, d.state());
    return stop != null && stop.cause() != Ending.Cause.CEILING
        ? stop.at()
        : later(d.now, d.players.extendedUntil());
  }

  private static Instant extend(Draft d, Instant until, Duration most) {
    Instant farthest = d.now.plus(most);
    Instant near = until.isAfter(farthest) ? farthest : until;
    Instant extended = later(near, d.players.extendedUntil());
    d.players = d.players.extended(extended);
    d.telling.warned(null);
    return extended;
  }

  private static Instant later(Instant one, @Nullable Instant other) {
    return other != null && other.isAfter(one) ? other : one;
  }

  /** Somebody was on after all: the automatic stop is off. */
  static void callOff(Draft d) {
    d.session().ending(null);
    d.orders.saveMessage(null);
    d.telling.warned(null);
    // Whoever wanted it lit again afterwards has it: it never went out.
    Options with = d.orders.againWith();
    d.orders.again(null).againWith(null);
    ReplyUpdates.stillOn(d, with);
    d.azure.inbox(
        Lists.without(
            d.azure.inbox(), message -> message.type() == InboxMessage.Type.SAVE_AND_STOP));
    d.players = d.players.unknown();
    d.enter(Phase.RUNNING);
    d.tell(AnnouncementPolicy.Kind.WARNING, new Note.StaysOn());
  }
}
