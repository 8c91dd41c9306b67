package hearth.core;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** What follows from what people ask. */
final class Commands {
  private static final int MOST_SEEN = 500;

  private Commands() {}

  static void take(Draft d, Event.Asked asked) {
    Command command = asked.command();
    if (d.seen.contains(command.interaction())) {
      return;
    }
    d.seen.add(command.interaction());
    if (d.seen.size() > MOST_SEEN) {
      d.seen.removeFirst();
    }
    if (command.isStale(d.now)) {
      d.announce(new Note.TooLate(command.user(), command.name()));
      return;
    }
    d.replies.add(
        switch (command.name()) {
          case START -> start(d, command);
          case STOP -> stop(d, command);
          case STATUS -> Reply.to(command, Reply.Follows.NOTHING, status(d, asked.others()));
        });
  }

  private static Reply start(Draft d, Command command) {
    boolean stopping =
        d.phase == Phase.STOPPED
            || ((d.phase == Phase.SAVING || d.phase == Phase.DEALLOCATING)
                && d.session.ending != null);
    if (!stopping) {
      return last(command, alreadyOn(d));
    }
    if (isOvertaken(d, command)) {
      return last(command, new Note.Overtaken());
    }
    return d.phase == Phase.STOPPED ? begin(d, command) : again(d, command);
  }

  /** A queue keeps no order: a start may arrive after the stop that was asked for later. */
  private static boolean isOvertaken(Draft d, Command command) {
    return d.stopAsked != null && Snowflake.time(command.interaction()).isBefore(d.stopAsked);
  }

  private static Reply begin(Draft d, Command command) {
    if (startsTooOften(d, command.user())) {
      return last(command, new Note.TooManyStarts(d.server.limits().startsPerPersonPerHour()));
    }
    Lights.begin(d, command.user());
    return Reply.to(command, Reply.Follows.START, new Note.Lighting(d.phase, d.session.step));
  }

  private static boolean startsTooOften(Draft d, User user) {
    d.starts.removeIf(start -> start.at().plus(Duration.ofHours(1)).isBefore(d.now));
    int limit = d.server.limits().startsPerPersonPerHour();
    long starts = d.starts.stream().filter(start -> start.user().equals(user.id())).count();
    return limit > 0 && starts >= limit;
  }

  private static Reply again(Draft d, Command command) {
    if (d.session.again != null) {
      return last(command, new Note.AgainAfterwards(d.session.again));
    }
    d.session.again = command.user();
    return Reply.to(command, Reply.Follows.AGAIN, new Note.AgainAfterwards(command.user()));
  }

  private static Reply stop(Draft d, Command command) {
    Instant at = Snowflake.time(command.interaction());
    d.stopAsked = d.stopAsked == null || at.isAfter(d.stopAsked) ? at : d.stopAsked;
    Ending asked = new Ending(Ending.Cause.ASKED, command.user(), null, null);
    return switch (d.phase) {
      case STOPPED -> last(command, new Note.NotOn());
      case ALLOCATING, BOOTING -> {
        d.session.ending = asked;
        Lights.darken(d);
        yield stopping(d, command);
      }
      case LOADING, RUNNING -> {
        d.session.ending = asked;
        Lights.save(d, false);
        yield stopping(d, command);
      }
      case SAVING, DEALLOCATING -> stopAgain(d, command, asked);
    };
  }

  private static Reply stopAgain(Draft d, Command command, Ending asked) {
    d.session.again = null;
    if (d.session.ending == null) {
      d.session.ending = asked;
      d.session.relight = false;
      return stopping(d, command);
    }
    if (d.phase == Phase.SAVING && d.session.ifEmpty) {
      d.session.ending = asked;
      Lights.save(d, false);
      return stopping(d, command);
    }
    return last(command, new Note.AlreadyStopping(d.session.ending));
  }

  private static Reply stopping(Draft d, Command command) {
    return Reply.to(command, Reply.Follows.STOP, new Note.Stopping(d.phase));
  }

  private static Reply last(Command command, Note note) {
    return Reply.to(command, Reply.Follows.NOTHING, note);
  }

  private static Note alreadyOn(Draft d) {
    return new Note.AlreadyOn(d.session.startedBy, d.phase, d.address(), d.joinCode());
  }

  private static Note status(Draft d, List<ServerLine> others) {
    List<ServerLine> lines = new ArrayList<>();
    lines.add(Views.line(d.server, d.before));
    lines.addAll(others);
    return new Note.Status(List.copyOf(lines));
  }
}
