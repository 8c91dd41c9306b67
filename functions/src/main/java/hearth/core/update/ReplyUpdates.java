package hearth.core.update;

import hearth.core.Command;
import hearth.core.Lists;
import hearth.core.Options;
import hearth.core.Phase;
import hearth.core.Snowflake;
import hearth.core.note.Note;
import hearth.core.state.Draft;
import hearth.core.state.Standing;
import hearth.core.wanted.Reply;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Keeps the answers to interactions current until each has said its last word. */
public final class ReplyUpdates {
  private ReplyUpdates() {}

  public static void apply(Draft d) {
    d.discord.replies(Lists.mapped(d.discord.replies(), reply -> follow(d, reply)));
    giveUp(d);
  }

  private static Reply follow(Draft d, Reply reply) {
    if (reply.last()) {
      return reply;
    }
    return switch (reply.follows()) {
      case NOTHING -> reply;
      case AGAIN ->
          d.orders.again() == null
              ? reply.saying(new Note.CameToNothing(d.session().ending()), true)
              : reply;
      case START -> followStart(d, reply);
      case RESTART -> followRestart(d, reply);
      case BACKUP ->
          switch (d.life.phase()) {
            case LOADING, RUNNING, SAVING -> reply;
            case STOPPED, ALLOCATING, BOOTING, DEALLOCATING ->
                reply.saying(new Note.BackupUnconfirmed(), true);
          };
      case STOP ->
          d.life.phase() == Phase.STOPPED ? stopped(d, reply) : reply.saying(stopping(d), false);
    };
  }

  private static Reply followStart(Draft d, Reply reply) {
    if (d.session().ending() != null) {
      return reply.saying(new Note.CameToNothing(d.session().ending()), true);
    }
    return d.life.phase() == Phase.RUNNING && d.address() != null
        ? reply.saying(Standing.upFor(d), true)
        : reply.saying(Standing.lighting(d), false);
  }

  private static Reply followRestart(Draft d, Reply reply) {
    if (d.session().ending() != null) {
      return reply.saying(new Note.CameToNothing(d.session().ending()), true);
    }
    return d.orders.restart() == null ? reply.saying(new Note.RestartUnconfirmed(), true) : reply;
  }

  private static Note stopping(Draft d) {
    return new Note.Stopping(d.life.phase());
  }

  private static Reply stopped(Draft d, Reply reply) {
    long minutes = Duration.between(d.session().startedAt(), d.now).toMinutes();
    return reply.saying(new Note.HasStopped(d.session().ending().saved(), minutes), true);
  }

  /** The identity of the order that an interaction gives for a backup. */
  public static String backupOrder(String interaction) {
    return "backup-" + interaction;
  }

  /** Whether a backup that somebody asked for is still being made. */
  public static boolean isBackingUp(Draft d) {
    return d.discord.replies().stream()
        .anyMatch(
            reply -> reply.follows() == Reply.Follows.BACKUP && !reply.last() && !reply.dead());
  }

  /** Tells whoever gave that order for a backup; false where nobody waits for it. */
  public static boolean backedUp(Draft d, String order, Note note) {
    List<Reply> told =
        Lists.mapped(
            d.discord.replies(), reply -> isFor(reply, order) ? reply.saying(note, true) : reply);
    boolean waits = d.discord.replies().stream().anyMatch(reply -> isFor(reply, order));
    d.discord.replies(told);
    return waits;
  }

  private static boolean isFor(Reply reply, String order) {
    return reply.follows() == Reply.Follows.BACKUP
        && !reply.last()
        && backupOrder(reply.interaction()).equals(order);
  }

  /** The game restarts: those who asked for it wait until it is joinable again. */
  public static void restarted(Draft d) {
    d.discord.replies(
        Lists.mapped(
            d.discord.replies(),
            reply ->
                reply.follows() == Reply.Follows.RESTART && !reply.last()
                    ? reply.following(Reply.Follows.START)
                    : reply));
    d.telling.readyTold(false);
    d.telling.ready(null);
    if (d.life.phase() == Phase.RUNNING) {
      d.enter(Phase.LOADING);
    }
  }

  /** A session ends: what its answers say last is said before another session begins. */
  public static void finish(Draft d) {
    d.discord.replies(
        Lists.mapped(
            d.discord.replies(),
            reply -> reply.follows() == Reply.Follows.AGAIN ? reply : follow(d, reply)));
  }

  /** The start that waited for a stop is refused now that its turn has come. */
  public static void notStartedAgain(Draft d, Note refusal) {
    d.discord.replies(
        Lists.mapped(
            d.discord.replies(),
            reply ->
                reply.follows() == Reply.Follows.AGAIN && !reply.last()
                    ? reply.following(Reply.Follows.NOTHING).saying(refusal, true)
                    : reply));
  }

  /** The stop is off, so that those who asked to start it again afterwards find it on. */
  public static void stillOn(Draft d, @Nullable Options with) {
    if (with != null && with.hasLength()) {
      notStartedAgain(d, Standing.alreadyOn(d, with));
    } else {
      startedAgain(d);
    }
  }

  /** Another session has begun for those who asked to start it again. */
  public static void startedAgain(Draft d) {
    d.discord.replies(
        Lists.mapped(
            d.discord.replies(),
            reply ->
                reply.follows() == Reply.Follows.AGAIN && !reply.last()
                    ? reply.following(Reply.Follows.START)
                    : reply));
  }

  /** An answer for one person's eyes alone stays hidden from the others. */
  private static Note undelivered(Reply reply) {
    return reply.to().ephemeral()
        ? new Note.AnswerLost(reply.to().user(), reply.to().command())
        : new Note.ForUser(reply.to().user(), reply.note());
  }

  /** A last word that cannot be a reply is told in the channel, once. */
  private static void giveUp(Draft d) {
    d.discord.replies(
        Lists.mapped(
            d.discord.replies(),
            reply ->
                Snowflake.time(reply.interaction()).plus(Command.TOKEN_LIFE).isBefore(d.now)
                    ? reply.died()
                    : reply));
    for (Reply reply : d.discord.replies()) {
      if (reply.last() && reply.dead() && reply.done() < reply.revision()) {
        d.announce(undelivered(reply));
      }
    }
    d.discord.replies(Lists.without(d.discord.replies(), reply -> reply.last() && reply.isDone()));
  }
}
