package hearth.core;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * What holds after every event, whichever it was: deadlines, what answers and messages say now,
 * when to look again, and the one tick.
 */
final class Settling {
  private static final Duration SEEN = Duration.ofMinutes(20);

  /** A tick this much too late is as good as one on time: it saves a message. */
  private static final Duration SLACK = Duration.ofSeconds(2);

  /** After so long nobody waits for an answer any more. */
  private static final Duration ANSWER = Duration.ofHours(1);

  /** After so long with a machine the operator is told. */
  private static final Duration LONG = Duration.ofHours(24);

  private static final Duration FARTHEST_TICK = Duration.ofHours(6);

  private Settling() {}

  static State settle(Draft d) {
    deadlines(d);
    // A set that the session itself uses now is not emptied beside it.
    d.strays.removeIf(stray -> d.scale != null && stray.scaleSet().equals(d.scale.scaleSet()));
    Idleness.check(d);
    Budget.check(d);
    longRunning(d);
    d.pointName();
    privateChannel(d);
    ready(d);
    d.seen.removeIf(id -> Snowflake.time(id).plus(SEEN).isBefore(d.now));
    d.replies.replaceAll(reply -> follow(d, reply));
    giveUpReplies(d);
    release(d);
    giveUpAnnouncements(d);
    look(d);
    sessionMessage(d);
    tick(d);
    return d.state();
  }

  private static void deadlines(Draft d) {
    Limits limits = d.server.limits();
    Instant restartLimit = restartLimit(d);
    if (restartLimit != null && !restartLimit.isAfter(d.now)) {
      d.session.restart = null;
    }
    switch (d.phase) {
      case ALLOCATING -> {
        if (d.hasLasted(limits.allocating())) {
          Lights.elsewhere(d, "no machine in time");
        }
      }
      case BOOTING -> {
        if (d.hasLasted(limits.booting())) {
          tooLate(d);
        }
      }
      case LOADING -> {
        if (d.hasLasted(limits.loading())) {
          tooLate(d);
        }
      }
      case SAVING -> {
        if (d.hasLasted(limits.save())) {
          notSaved(d);
        }
      }
      case STOPPED, RUNNING, DEALLOCATING -> {}
    }
  }

  private static Duration limit(Limits limits, Phase phase) {
    return switch (phase) {
      case ALLOCATING -> limits.allocating();
      case BOOTING -> limits.booting();
      case LOADING -> limits.loading();
      case SAVING -> limits.save();
      case STOPPED, RUNNING, DEALLOCATING -> null;
    };
  }

  private static void tooLate(Draft d) {
    d.session.ending = new Ending(Ending.Cause.TIMEOUT, null, null, d.session.step);
    Lights.end(d);
  }

  private static void notSaved(Draft d) {
    if (d.session.ifEmpty && !d.session.obeyed) {
      // Nobody answered whether the server is empty, so nothing proves that it is.
      Idleness.callOff(d);
      return;
    }
    d.saved(Boolean.FALSE);
    Lights.darken(d);
  }

  /** Once a session: nobody may have forgotten it, but the operator should know. */
  private static void longRunning(Draft d) {
    boolean lit = d.session != null && d.phase.hasMachine();
    if (lit && !d.session.startedAt.plus(LONG).isAfter(d.now)) {
      long hours = Duration.between(d.session.startedAt, d.now).toHours();
      d.tellOperatorOnce("long", new Note.LongRunning(d.machine.scaleSet(), hours));
    }
  }

  /** One a session, from its start to its end; the next waits until the one before is gone. */
  private static void privateChannel(Draft d) {
    PrivateChannel present = d.privateChannel;
    boolean wanted =
        d.server.privacy() != null
            && d.phase != Phase.STOPPED
            && d.session.startedBy != null
            && d.session.endedAt == null;
    boolean own = present != null && d.session != null && present.session() == d.session.number;
    if (present != null && (!wanted || !own)) {
      present = present.closed();
    }
    if (wanted && (present == null || present.isOver()) && !own) {
      present = PrivateChannel.of(d.session.number, d.session.startedBy);
    }
    boolean joinable = wanted && own && d.phase == Phase.RUNNING && d.address() != null;
    d.privateChannel = joinable ? present.showing(d.address(), d.joinCode()) : present;
  }

  /** What waited to be taken back is told before the game ends. */
  private static void release(Draft d) {
    if (d.phase != Phase.RUNNING) {
      d.announcements.replaceAll(a -> a.isHeld(d.now) ? a.released() : a);
    }
  }

  private static void ready(Draft d) {
    if (d.phase == Phase.RUNNING && !d.session.readyTold && d.address() != null) {
      d.session.readyTold = true;
      d.tell(Announce.Kind.READY, new Note.Ready(d.address(), d.joinCode()));
    }
  }

  private static Reply follow(Draft d, Reply reply) {
    if (reply.last()) {
      return reply;
    }
    return switch (reply.follows()) {
      case NOTHING -> reply;
      case AGAIN ->
          d.session.again == null
              ? reply.saying(new Note.CameToNothing(d.session.ending), true)
              : reply;
      case START -> followStart(d, reply);
      case RESTART -> followRestart(d, reply);
      case STOP -> d.phase == Phase.STOPPED ? stopped(d, reply) : reply.saying(stopping(d), false);
    };
  }

  private static Reply followStart(Draft d, Reply reply) {
    if (d.session.ending != null) {
      return reply.saying(new Note.CameToNothing(d.session.ending), true);
    }
    if (d.phase == Phase.RUNNING && d.address() != null) {
      return reply.saying(new Note.UpFor(d.address(), d.joinCode()), true);
    }
    return reply.saying(new Note.Lighting(d.phase, d.session.step), false);
  }

  private static Reply followRestart(Draft d, Reply reply) {
    if (d.session.ending != null) {
      return reply.saying(new Note.CameToNothing(d.session.ending), true);
    }
    return d.session.restart == null ? reply.saying(new Note.RestartUnconfirmed(), true) : reply;
  }

  private static Note stopping(Draft d) {
    return new Note.Stopping(d.phase);
  }

  private static Reply stopped(Draft d, Reply reply) {
    long minutes = Duration.between(d.session.startedAt, d.now).toMinutes();
    return reply.saying(new Note.HasStopped(d.session.ending.saved(), minutes), true);
  }

  /** The game restarts: those who asked for it wait until it is joinable again. */
  static void restarted(Draft d) {
    d.replies.replaceAll(
        reply ->
            reply.follows() == Reply.Follows.RESTART && !reply.last()
                ? reply.following(Reply.Follows.START)
                : reply);
    d.session.readyTold = false;
    if (d.phase == Phase.RUNNING) {
      d.enter(Phase.LOADING);
    }
  }

  private static Instant restartLimit(Draft d) {
    boolean none = d.session == null || d.session.restart == null;
    return none ? null : d.session.restart.at().plus(d.server.limits().save());
  }

  /** A session ends: what its answers say last is said before another session begins. */
  static void finishReplies(Draft d) {
    d.replies.replaceAll(
        reply -> reply.follows() == Reply.Follows.AGAIN ? reply : follow(d, reply));
  }

  /** Another session has begun for those who asked to light it again. */
  static void lightAgain(Draft d) {
    d.replies.replaceAll(
        reply ->
            reply.follows() == Reply.Follows.AGAIN && !reply.last()
                ? reply.following(Reply.Follows.START)
                : reply);
  }

  /** What cannot be told as a reply is told in the channel, once, when it is the last word. */
  private static void giveUpReplies(Draft d) {
    d.replies.replaceAll(
        reply ->
            Snowflake.time(reply.interaction()).plus(Command.TOKEN_LIFE).isBefore(d.now)
                ? reply.died()
                : reply);
    for (Reply reply : d.replies) {
      if (reply.last() && reply.dead() && reply.done() < reply.revision()) {
        d.announce(new Note.ForUser(reply.user(), reply.note()));
      }
    }
    d.replies.removeIf(reply -> reply.last() && reply.isDone());
  }

  private static void giveUpAnnouncements(Draft d) {
    d.announcements.replaceAll(announcement -> renewed(d, announcement));
    d.announcements.removeIf(announcement -> announcement.isLost(d.now));
    int tooMany = d.announcements.size() - Announcement.MOST;
    if (tooMany > 0) {
      fold(d, tooMany + 1);
    }
  }

  /**
   * An answer that may not have been posted is posted again, under a new nonce: to be told twice is
   * better than not at all for the one who waits. Everything else the session message shows.
   */
  private static Announcement renewed(Draft d, Announcement a) {
    boolean answer = a.note() instanceof Note.ForUser || a.note() instanceof Note.TooLate;
    if (!answer || !a.isLost(d.now) || a.at().plus(ANSWER).isBefore(d.now)) {
      return a;
    }
    d.announced++;
    return Announcement.of(d.announced, a.toOperator(), a.note(), a.at());
  }

  /**
   * Folds the oldest that were never tried; one that was tried may stand in the channel already.
   */
  private static void fold(Draft d, int count) {
    List<Announcement> oldest =
        d.announcements.stream()
            .filter(a -> a.firstAttempt() == null && !a.toOperator())
            .limit(count)
            .toList();
    if (oldest.size() < 2) {
      return;
    }
    int folded =
        oldest.stream().mapToInt(a -> a.note() instanceof Note.Folded f ? f.count() : 1).sum();
    int place = d.announcements.indexOf(oldest.getFirst());
    d.announcements.removeAll(oldest);
    d.announced++;
    d.announcements.add(place, Announcement.of(d.announced, false, new Note.Folded(folded), d.now));
  }

  private static void look(Draft d) {
    boolean waiting = d.phase == Phase.ALLOCATING || d.phase == Phase.DEALLOCATING;
    boolean unknown = d.phase.hasMachine() && (d.machine.vmId() == null || d.address() == null);
    if (!waiting && !unknown) {
      d.lookAt = null;
    } else if (d.lookAt == null && d.scale.isDone()) {
      d.lookAt = d.now.plusSeconds(pace(d));
    }
  }

  /** ARM allows a set 12 looks a minute; the longer something takes, the less a look is worth. */
  private static long pace(Draft d) {
    if (d.hasLasted(Duration.ofMinutes(3))) {
      return 30;
    }
    return d.hasLasted(Duration.ofSeconds(30)) ? 10 : 5;
  }

  private static void sessionMessage(Draft d) {
    SessionMessage before = d.before.message();
    if (d.message == null || before == null || d.message.session() != before.session()) {
      return;
    }
    SessionView shown = Views.session(d.server, d.before);
    SessionView now = Views.session(d.server, d.state());
    if (!now.equals(shown)) {
      d.message = d.message.changed();
    }
  }

  private static void tick(Draft d) {
    Instant need = need(d);
    if (d.tick != null && d.tick.sent() && d.tick.due().plusSeconds(60).isBefore(d.now)) {
      d.tick = null;
    }
    if (need == null) {
      return;
    }
    Instant farthest = d.now.plus(FARTHEST_TICK);
    Instant due = need.isAfter(farthest) ? farthest : need;
    if (d.tick == null || d.tick.due().isAfter(due.plus(SLACK))) {
      d.ticks++;
      d.tick = new Tick(d.ticks, due, false);
    }
  }

  /**
   * Whether nothing is wanted of the world but the sweep's own looks: if their host dies, the next
   * sweep looks again, and no tick has to be paid for it.
   */
  private static boolean isAtRest(Draft d) {
    return d.phase == Phase.STOPPED
        && d.replies.isEmpty()
        && d.announcements.isEmpty()
        && d.inbox.isEmpty()
        && d.strays.isEmpty()
        && (d.scale == null || d.scale.isDone())
        && (d.message == null || d.message.isDone())
        && (d.hostname == null || d.hostname.isDone())
        && (d.privateChannel == null || d.privateChannel.isDone());
  }

  /** When something is to be looked at or tried again; what is due now the lease's owner does. */
  private static Instant need(Draft d) {
    Duration limit = limit(d.server.limits(), d.phase);
    Instant next = sooner(d, null, d.lookAt);
    next = sooner(d, next, limit == null ? null : d.since.plus(limit));
    next = sooner(d, next, Idleness.nextCheck(d));
    next = sooner(d, next, Budget.nextCheck(d));
    next = sooner(d, next, restartLimit(d));
    next = sooner(d, next, d.lease == null || isAtRest(d) ? null : d.lease.until());
    if (d.privateChannel != null && !d.privateChannel.isDone()) {
      next = sooner(d, next, d.privateChannel.notBefore());
    }
    if (d.hostname != null && !d.hostname.isDone()) {
      next = sooner(d, next, d.hostname.notBefore());
    }
    if (d.scale != null && !d.scale.isDone()) {
      next = sooner(d, next, d.scale.notBefore());
    }
    if (d.message != null && !d.message.isDone()) {
      next = sooner(d, next, d.message.notBefore());
    }
    for (Reply reply : d.replies) {
      next = sooner(d, next, reply.isDone() ? null : reply.notBefore());
    }
    for (Announcement announcement : d.announcements) {
      next = sooner(d, next, announcement.notBefore());
    }
    for (InboxMessage message : d.inbox) {
      next = sooner(d, next, message.notBefore());
    }
    for (Scale stray : d.strays) {
      next = sooner(d, next, stray.notBefore());
    }
    return next;
  }

  private static Instant sooner(Draft d, Instant next, Instant at) {
    boolean ahead = at != null && at.isAfter(d.now);
    return ahead && (next == null || at.isBefore(next)) ? at : next;
  }
}
