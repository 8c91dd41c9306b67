package hearth.core;

import java.time.Duration;
import java.time.Instant;

/**
 * When a running server stops by itself. Only positive evidence of emptiness starts the clock;
 * unknown is never zero.
 */
final class Idleness {
  /** Agents report every minute; evidence older than this is none. */
  private static final Duration FRESH = Duration.ofMinutes(3);

  /** When an agent counts as silent, for the operator. */
  private static final Duration SILENT = Duration.ofMinutes(5);

  /** How far a stop can be put off from now: nothing runs for ever unseen. */
  private static final Duration FARTHEST = Duration.ofHours(24);

  private Idleness() {}

  /** Warns and stops where it is time. */
  static void check(Draft d) {
    if (d.phase != Phase.RUNNING && d.phase != Phase.LOADING) {
      return;
    }
    silence(d);
    AutomaticStop stop = AutomaticStop.next(d);
    if (stop == null) {
      return;
    }
    if (!stop.at().isAfter(d.now)) {
      d.session.ending = new Ending(stop.cause(), null, null, null);
      Lights.save(d, stop.ifEmpty());
    } else {
      warn(d, stop);
    }
  }

  private static void silence(Draft d) {
    Instant heard = d.machine.heardAt();
    if (heard == null) {
      return;
    }
    if (heard.plus(FRESH).isBefore(d.now) && d.players.emptySince() != null) {
      d.players = d.players.unproven();
    }
    if (heard.plus(SILENT).isBefore(d.now)) {
      long minutes = Duration.between(heard, d.now).toMinutes();
      d.tellOperatorOnce("silent", new Note.Silent(d.machine.scaleSet(), minutes));
    }
  }

  private static void warn(Draft d, AutomaticStop stop) {
    int given = given(d, stop);
    int due = stop.due(d.now);
    if (due > given) {
      long minutes = Math.max(1, Duration.between(d.now, stop.at()).plusSeconds(30).toMinutes());
      d.tell(Announce.Kind.WARNING, warning(d.session.number, stop.cause(), minutes));
      d.session.warned = new Session.Warned(stop.cause(), stop.at(), due);
    }
  }

  private static int given(Draft d, AutomaticStop stop) {
    Session.Warned warned = d.session.warned;
    boolean same =
        warned != null && warned.cause() == stop.cause() && warned.at().equals(stop.at());
    return same ? warned.given() : 0;
  }

  private static Note warning(long session, Ending.Cause cause, long minutes) {
    return switch (cause) {
      case IDLE -> new Note.IdleWarning(session, minutes, false);
      case NEVER_JOINED -> new Note.IdleWarning(session, minutes, true);
      case TIME_LIMIT -> new Note.TimeLimitWarning(session, minutes);
      case CEILING -> new Note.CeilingWarning(session, minutes);
      case ASKED, NO_ROOM, REFUSED, TIMEOUT, FAILED, EVICTED, FOREIGN ->
          throw new IllegalStateException("no stop comes by itself for " + cause);
    };
  }

  /** When {@link #check} has something to do next, or null. */
  static Instant nextCheck(Draft d) {
    AutomaticStop stop = AutomaticStop.next(d);
    return stop == null ? null : stop.nextAfter(d.now);
  }

  /** Nobody is proved to be away any more: those who were warned hear that it stays on. */
  static void notIdle(Draft d) {
    Session.Warned warned = d.session.warned;
    boolean ofIdleness =
        warned != null
            && (warned.cause() == Ending.Cause.IDLE || warned.cause() == Ending.Cause.NEVER_JOINED);
    if (ofIdleness && d.phase == Phase.RUNNING) {
      d.session.warned = null;
      d.tell(Announce.Kind.WARNING, new Note.StaysOn());
    }
  }

  /** Puts the next automatic stop off, or the one that would come; gives the new time. */
  static Instant extend(Draft d, Duration by) {
    AutomaticStop stop = AutomaticStop.next(d);
    boolean soon = stop != null && stop.cause() != Ending.Cause.CEILING;
    Instant from = soon ? stop.at() : later(d.now, d.players.extendedUntil());
    Instant until = from.plus(by);
    Instant farthest = d.now.plus(FARTHEST);
    d.players = d.players.extended(until.isAfter(farthest) ? farthest : until);
    d.session.warned = null;
    return d.players.extendedUntil();
  }

  private static Instant later(Instant one, Instant other) {
    return other != null && other.isAfter(one) ? other : one;
  }

  /** Somebody was on after all: the automatic stop is off. */
  static void callOff(Draft d) {
    d.session.ending = null;
    d.session.saveMessage = null;
    d.session.warned = null;
    // Whoever wanted it lit again afterwards has it: it never went out.
    d.session.again = null;
    Settling.lightAgain(d);
    d.inbox.removeIf(message -> message.type() == InboxMessage.Type.SAVE_AND_STOP);
    d.players = d.players.unknown();
    d.enter(Phase.RUNNING);
    d.tell(Announce.Kind.WARNING, new Note.StaysOn());
  }
}
