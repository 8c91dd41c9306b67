package hearth.core.rules;

import hearth.core.Command;
import hearth.core.Ending;
import hearth.core.Lists;
import hearth.core.Options;
import hearth.core.Phase;
import hearth.core.Snowflake;
import hearth.core.User;
import hearth.core.event.Event;
import hearth.core.fleet.GamePolicy;
import hearth.core.history.HistoryRow;
import hearth.core.note.Note;
import hearth.core.note.ServerLine;
import hearth.core.state.Admission;
import hearth.core.state.Draft;
import hearth.core.state.Orders;
import hearth.core.state.Standing;
import hearth.core.state.Views;
import hearth.core.update.ReplyUpdates;
import hearth.core.wanted.InboxMessage;
import hearth.core.wanted.Reply;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The rules for commands. */
final class Commands {
  private static final int MOST_SEEN = 500;
  private static final int MOST_POISON_TOLD = 50;
  private static final Duration HOUR = Duration.ofHours(1);

  /** Discord waits three seconds; what took longer was never accepted, or a clock is wrong. */
  private static final Duration PATIENCE = Duration.ofSeconds(3);

  private static final Duration SLOW = Duration.ofMillis(2500);

  private Commands() {}

  static void take(Draft d, Event.Asked asked) {
    Command command = asked.command();
    if (d.memory.seen().contains(command.interaction())) {
      return;
    }
    d.memory.seen(Lists.plus(d.memory.seen(), command.interaction(), MOST_SEEN));
    if (command.isStale(d.now)) {
      d.announce(new Note.TooLate(command.user(), command.name()));
      return;
    }
    slow(d, command);
    boolean stale = command.options().session() != 0 && !isOfThisSession(d, command);
    Reply reply = stale ? last(command, new Note.OtherSession()) : answer(d, asked);
    d.discord.replies(Lists.plus(d.discord.replies(), reply));
  }

  /** From Discord's own time of the interaction to the door's answer. */
  private static void slow(Draft d, Command command) {
    Duration taken = Duration.between(Snowflake.time(command.interaction()), command.at());
    if (taken.compareTo(SLOW) > 0 && taken.compareTo(PATIENCE) < 0) {
      d.tellOperatorOnce("slow", new Note.SlowAnswer(taken.toMillis()));
    }
  }

  /** A button stays in the channel when its session is over. */
  private static boolean isOfThisSession(Draft d, Command command) {
    return d.session != null && d.session().number() == command.options().session();
  }

  private static Reply answer(Draft d, Event.Asked asked) {
    Command command = asked.command();
    return switch (command.name()) {
      case START -> start(d, command);
      case STOP -> stop(d, command);
      case RESTART -> restart(d, command);
      case EXTEND -> extend(d, command);
      case SAY -> say(d, command);
      case BACKUP_CREATE -> backUp(d, command);
      case STATUS -> status(d, asked);
      case PLAYERS -> last(command, players(d));
      case CONNECT -> last(command, connect(d));
      case HISTORY -> last(command, past(asked.past()));
      case COST ->
          last(
              command,
              new Note.Costs(Objects.requireNonNull(command.options().text()), asked.costs()));
      case FORGET -> forgotten(d, asked);
      case HELP -> throw new IllegalStateException("help is given where it is asked for");
    };
  }

  /** A message was given up: whoever waits for it hears so, and the operator, once. */
  static void poisoned(Draft d, Event.Poisoned poisoned) {
    if (d.memory.poisonTold().contains(poisoned.message())) {
      return;
    }
    d.memory.poisonTold(Lists.plus(d.memory.poisonTold(), poisoned.message(), MOST_POISON_TOLD));
    d.tellOperator(new Note.Poisoned(poisoned.queue(), poisoned.message()));
    Command command = poisoned.command();
    if (command != null && !d.memory.seen().contains(command.interaction())) {
      d.memory.seen(Lists.plus(d.memory.seen(), command.interaction()));
      d.discord.replies(Lists.plus(d.discord.replies(), last(command, new Note.Broke())));
    }
  }

  private static Reply start(Draft d, Command command) {
    boolean ends = d.life.phase() == Phase.STOPPED || d.session().ending() != null;
    boolean button = command.options().session() != 0;
    if (command.options().newest() && (button || !ends)) {
      return newestNextTime(d, command);
    }
    if (!ends) {
      return last(command, Standing.alreadyOn(d, command.options()));
    }
    if (isOvertaken(d, command)) {
      return last(command, new Note.Overtaken());
    }
    if (d.orders.again() != null) {
      return last(command, Standing.again(d, command.options()));
    }
    Note refusal = Admission.refusal(d, command.user(), command.options());
    if (refusal != null) {
      return last(command, refusal);
    }
    return d.life.phase() == Phase.STOPPED ? begin(d, command) : again(d, command);
  }

  /** A world that is open keeps its version: what was asked holds for the next start. */
  private static Reply newestNextTime(Draft d, Command command) {
    if (d.server.policy().update() == GamePolicy.Update.PINNED) {
      return last(command, new Note.Pinned());
    }
    d.memory.takeNewest(true);
    done(d, command);
    return last(command, new Note.NewestNextTime());
  }

  /** A queue keeps no order: a start may arrive after the stop that was asked for later. */
  private static boolean isOvertaken(Draft d, Command command) {
    return d.memory.stopAsked() != null
        && Snowflake.time(command.interaction()).isBefore(d.memory.stopAsked());
  }

  private static Reply begin(Draft d, Command command) {
    MachineLifecycle.begin(d, command.user(), command.options());
    done(d, command);
    return Reply.to(command, Reply.Follows.START, Standing.lighting(d));
  }

  private static Reply again(Draft d, Command command) {
    d.orders.again(command.user()).againWith(command.options());
    done(d, command);
    return Reply.to(command, Reply.Follows.AGAIN, Standing.again(d, null));
  }

  private static Reply stop(Draft d, Command command) {
    Instant at = Snowflake.time(command.interaction());
    d.memory.stopAsked(
        d.memory.stopAsked() == null || at.isAfter(d.memory.stopAsked())
            ? at
            : d.memory.stopAsked());
    Ending asked = new Ending(Ending.Cause.ASKED, command.user(), null, null);
    if (d.life.phase() != Phase.STOPPED) {
      done(d, command);
    }
    return switch (d.life.phase()) {
      case STOPPED -> last(command, new Note.NotOn());
      case ALLOCATING, BOOTING -> {
        d.session().ending(asked);
        if (command.options().force()) {
          MachineLifecycle.release(d);
        } else {
          MachineLifecycle.end(d);
        }
        yield stopping(d, command);
      }
      case LOADING, RUNNING -> {
        d.session().ending(asked);
        if (command.options().force()) {
          d.saved(Boolean.FALSE);
          MachineLifecycle.release(d);
        } else {
          MachineLifecycle.save(d, false);
        }
        yield stopping(d, command);
      }
      case SAVING, DEALLOCATING -> stopAgain(d, command, asked);
    };
  }

  private static Reply stopAgain(Draft d, Command command, Ending asked) {
    d.orders.again(null).againWith(null);
    if (d.life.phase() == Phase.SAVING && command.options().force()) {
      d.session().ending(asked.saved(Boolean.FALSE));
      MachineLifecycle.release(d);
      return stopping(d, command);
    }
    if (d.session().ending() == null) {
      d.session().ending(asked);
      d.placing.relight(false);
      return stopping(d, command);
    }
    if (d.life.phase() == Phase.SAVING && d.orders.ifEmpty()) {
      d.session().ending(asked);
      MachineLifecycle.save(d, false);
      return stopping(d, command);
    }
    return last(command, new Note.AlreadyStopping(d.session().ending()));
  }

  private static Reply stopping(Draft d, Command command) {
    return Reply.to(command, Reply.Follows.STOP, new Note.Stopping(d.life.phase()));
  }

  private static Reply last(Command command, Note note) {
    return Reply.to(command, Reply.Follows.NOTHING, note);
  }

  private static Reply restart(Draft d, Command command) {
    if (d.life.phase() != Phase.RUNNING) {
      return last(command, notReady(d));
    }
    if (d.orders.restart() == null) {
      String id = "restart-" + d.life.generation() + "-" + command.interaction();
      d.azure.inbox(Lists.plus(d.azure.inbox(), message(d, id, InboxMessage.Type.RESTART, null)));
      d.orders.restart(new Orders.Restart(id, d.now));
    }
    done(d, command);
    return Reply.to(command, Reply.Follows.RESTART, new Note.Restarting());
  }

  /** One at a time: whoever asks meanwhile is told so. */
  private static Reply backUp(Draft d, Command command) {
    if (d.life.phase() != Phase.RUNNING) {
      return last(command, notReady(d));
    }
    if (ReplyUpdates.isBackingUp(d)) {
      return last(command, new Note.BackupUnderWay());
    }
    String id = ReplyUpdates.backupOrder(command.interaction());
    d.azure.inbox(Lists.plus(d.azure.inbox(), message(d, id, InboxMessage.Type.BACKUP, null)));
    done(d, command);
    return Reply.to(command, Reply.Follows.BACKUP, new Note.BackingUp());
  }

  private static InboxMessage message(
      Draft d, String id, InboxMessage.Type type, @Nullable String text) {
    Instant expires = d.now.plus(d.server.limits().phases().save());
    return new InboxMessage(id, d.life.generation(), type, false, text, expires, null);
  }

  private static Reply extend(Draft d, Command command) {
    if (d.life.phase() != Phase.RUNNING) {
      return last(command, notReady(d));
    }
    Note past = Admission.past(d, command.options());
    if (past != null) {
      return last(command, past);
    }
    Instant until = extended(d, command);
    done(d, command);
    return last(command, new Note.Extended(until.getEpochSecond()));
  }

  private static Instant extended(Draft d, Command command) {
    Options options = command.options();
    if (options.until() != null) {
      return Idleness.extendUntil(d, options.until());
    }
    Duration by = options.minutes() == 0 ? HOUR : Duration.ofMinutes(options.minutes());
    return options.session() == 0
        ? Idleness.extend(d, by)
        : Idleness.press(d, by, Snowflake.time(command.interaction()));
  }

  private static Reply say(Draft d, Command command) {
    if (d.life.phase() != Phase.RUNNING) {
      return last(command, notReady(d));
    }
    String text = Objects.requireNonNull(command.options().text(), "say without words");
    String id = "say-" + command.interaction();
    d.azure.inbox(Lists.plus(d.azure.inbox(), message(d, id, InboxMessage.Type.SAY, text)));
    done(d, command);
    return last(command, new Note.Said(text));
  }

  private static Note notReady(Draft d) {
    return d.life.phase() == Phase.STOPPED ? new Note.NotOn() : new Note.NotReady(d.life.phase());
  }

  private static Note players(Draft d) {
    return d.life.phase() == Phase.RUNNING
        ? new Note.WhoIsOn(d.players.roster(), d.players.count())
        : notReady(d);
  }

  private static Note connect(Draft d) {
    return d.life.phase() == Phase.RUNNING && d.address() != null
        ? new Note.Connect(d.address(), d.joinCode())
        : notReady(d);
  }

  private static Reply status(Draft d, Event.Asked asked) {
    boolean refresh = asked.command().options().session() != 0;
    if (refresh && d.discord.message() != null) {
      d.discord.message(d.discord.message().changed());
    }
    List<ServerLine> lines = new ArrayList<>();
    lines.add(Views.line(d.server, d.before));
    lines.addAll(asked.others());
    return last(asked.command(), new Note.Status(List.copyOf(lines)));
  }

  /** The audit keeps that it was done, and no longer for whom. */
  private static Reply forgotten(Draft d, Event.Asked asked) {
    Command command = asked.command();
    forget(d, command.user().id());
    d.rows.add(
        new HistoryRow.OfCommand(
            command.interaction(), User.FORGOTTEN, command.name(), Options.NONE, d.now));
    return last(command, new Note.Forgotten(asked.forgotten()));
  }

  /** The present session, or the last one: what becomes history, and what its message shows. */
  static void forget(Draft d, String user) {
    if (d.session == null) {
      return;
    }
    User by = d.session().startedBy();
    if (by != null && by.id().equals(user)) {
      d.session().startedBy(User.FORGOTTEN);
    }
    if (d.session().ending() != null) {
      d.session().ending(d.session().ending().without(user));
    }
  }

  private static Note past(List<HistoryRow.OfSession> sessions) {
    return new Note.Past(
        sessions.stream()
            .map(
                row ->
                    new Note.Past.Line(
                        row.startedBy(),
                        row.startedAt().getEpochSecond(),
                        row.endedAt().getEpochSecond(),
                        row.ending().cause(),
                        row.tally().peak(),
                        row.tally().lost(),
                        row.tally().version()))
            .toList());
  }

  /** It is carried out: the history keeps who asked for what and when. */
  private static void done(Draft d, Command command) {
    d.rows.add(
        new HistoryRow.OfCommand(
            command.interaction(), command.user(), command.name(), command.options(), d.now));
  }
}
