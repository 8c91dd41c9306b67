package hearth.core;

import java.time.Duration;
import java.time.Instant;
import java.util.function.UnaryOperator;

/** What follows from how a call ended. */
final class Deliveries {
  private static final int MOST_RACES = 5;
  private static final Duration SHORT = Duration.ofSeconds(5);
  private static final Duration LONG = Duration.ofMinutes(1);

  private Deliveries() {}

  static void record(Draft d, Action action, Result result) {
    switch (action) {
      case Action.SendTick sent -> tick(d, sent.tick(), result);
      case Action.SendInbox sent -> inbox(d, sent.message(), result);
      case Action.Look look -> look(d, look.scaleSet(), result);
      case Action.SetCapacity set -> capacity(d, set.scale(), result);
      case Action.PointName point -> hostname(d, point.hostname(), result);
      case Action.EditReply edit -> reply(d, edit.reply(), result);
      case Action.Announce post -> announcement(d, post.announcement(), result);
      case Action.KeepPrivate keep -> privateChannel(d, keep.channel(), result);
      case Action.ShowSession show -> session(d, show.message(), result);
    }
  }

  private static void tick(Draft d, Tick tick, Result result) {
    if (result instanceof Result.Done && d.tick != null && d.tick.n() == tick.n()) {
      d.tick = new Tick(tick.n(), tick.due(), true);
    }
  }

  private static void inbox(Draft d, InboxMessage message, Result result) {
    if (result instanceof Result.Done) {
      d.inbox.removeIf(other -> other.id().equals(message.id()));
      return;
    }
    if (result instanceof Result.Refused refused) {
      d.tellOperatorOnce(
          "inbox",
          new Note.AzureRefused("agent-" + d.server.name(), refused.code(), refused.message()));
    }
    Instant again = d.now.plus(wait(result, result instanceof Result.Refused ? LONG : SHORT));
    d.inbox.replaceAll(other -> other.id().equals(message.id()) ? other.later(again) : other);
  }

  private static void look(Draft d, String scaleSet, Result result) {
    if (result instanceof Result.Looked looked) {
      Lights.looked(d, looked.view());
      return;
    }
    d.looks.remove(scaleSet);
    Instant strayAgain = d.now.plus(wait(result, SHORT));
    d.strays.replaceAll(
        stray ->
            stray.scaleSet().equals(scaleSet)
                ? scale(stray, 0, null, stray.attempts() + 1, strayAgain)
                : stray);
    boolean present = d.scale != null && d.scale.scaleSet().equals(scaleSet);
    if (result instanceof Result.Refused refused) {
      lookRefused(d, scaleSet, present, refused);
    } else if (present) {
      postpone(d, d.now.plus(wait(result, SHORT)));
    }
  }

  private static void lookRefused(
      Draft d, String scaleSet, boolean present, Result.Refused refused) {
    if (present && d.phase == Phase.ALLOCATING) {
      Lights.refused(d, refused.code(), refused.message());
    } else {
      d.tellOperatorOnce(
          "look " + scaleSet, new Note.AzureRefused(scaleSet, refused.code(), refused.message()));
    }
    if (present) {
      postpone(d, d.now.plus(LONG));
    }
  }

  /** Neither the look nor the write it was for is tried before. */
  private static void postpone(Draft d, Instant again) {
    d.lookAt = again;
    if (!d.scale.isDone()) {
      d.scale = scale(d.scale, d.scale.done(), d.scale.operation(), d.scale.attempts() + 1, again);
    }
  }

  private static void capacity(Draft d, Scale asked, Result result) {
    if (d.scale == null || !d.scale.scaleSet().equals(asked.scaleSet())) {
      stray(d, asked, result);
      return;
    }
    if (d.scale.revision() != asked.revision()) {
      return;
    }
    Scale s = d.scale;
    switch (result) {
      case Result.Done done -> {
        d.scale = scale(s, s.revision(), done.reference(), 0, null);
        d.lookAt = null;
      }
      case Result.Stale stale -> {
        boolean often = s.attempts() >= MOST_RACES;
        d.scale =
            scale(s, s.done(), s.operation(), s.attempts() + 1, often ? d.now.plus(SHORT) : null);
      }
      case Result.NoRoom noRoom -> {
        if (s.capacity() == 1) {
          Lights.elsewhere(d, noRoom.code());
        } else {
          postpone(d, d.now.plus(SHORT));
        }
      }
      case Result.Refused refused -> capacityRefused(d, s, refused);
      case Result.Later later -> postpone(d, d.now.plus(wait(later, backOff(s.attempts()))));
      case Result.NotYet unexpected -> postpone(d, d.now.plus(SHORT));
      case Result.TokenDead unexpected -> postpone(d, d.now.plus(SHORT));
      case Result.Gone unexpected -> postpone(d, d.now.plus(SHORT));
      case Result.Looked unexpected -> postpone(d, d.now.plus(SHORT));
    }
  }

  /** The sweep looks whether it is really empty then, and begins anew where it is not. */
  private static void stray(Draft d, Scale asked, Result result) {
    d.strays.removeIf(stray -> stray.scaleSet().equals(asked.scaleSet()));
    if (result instanceof Result.Done) {
      return;
    }
    if (result instanceof Result.Refused refused) {
      d.tellOperatorOnce(
          "stray", new Note.AzureRefused(asked.scaleSet(), refused.code(), refused.message()));
    }
    Instant again = d.now.plus(wait(result, result instanceof Result.Refused ? LONG : SHORT));
    d.strays.add(scale(asked, 0, null, asked.attempts() + 1, again));
  }

  private static void capacityRefused(Draft d, Scale s, Result.Refused refused) {
    if (s.capacity() == 1) {
      Lights.refused(d, refused.code(), refused.message());
      return;
    }
    d.tellOperatorOnce(
        "capacity", new Note.AzureRefused(s.scaleSet(), refused.code(), refused.message()));
    postpone(d, d.now.plus(LONG));
  }

  private static Scale scale(
      Scale s, long done, String operation, int attempts, Instant notBefore) {
    return new Scale(
        s.scaleSet(), s.size(), s.capacity(), s.revision(), done, operation, attempts, notBefore);
  }

  /** A name that cannot be kept is the operator's business: players get the address then. */
  private static void hostname(Draft d, Hostname asked, Result result) {
    if (d.hostname == null || d.hostname.revision() != asked.revision()) {
      return;
    }
    if (result instanceof Result.Done) {
      d.hostname = d.hostname.delivered(asked.revision());
      return;
    }
    if (result instanceof Result.Refused refused) {
      String host = d.server.stableName() == null ? "" : d.server.stableName().host();
      d.tellOperatorOnce("name", new Note.AzureRefused(host, refused.code(), refused.message()));
    }
    Duration least = result instanceof Result.Refused ? LONG : backOff(d.hostname.attempts());
    d.hostname = d.hostname.later(d.now.plus(wait(result, least)));
  }

  private static void privateChannel(Draft d, PrivateChannel asked, Result result) {
    if (d.privateChannel == null || d.privateChannel.session() != asked.session()) {
      return;
    }
    if (result instanceof Result.Done done) {
      d.privateChannel = d.privateChannel.delivered(done.reference(), asked.revision());
      return;
    }
    if (result instanceof Result.Refused refused) {
      // It is a convenience: without the permission there is none, and the operator is told once.
      d.privateChannel = d.privateChannel.delivered(null, asked.revision());
      refused(d, refused);
      return;
    }
    Duration least = backOff(d.privateChannel.attempts());
    d.privateChannel = d.privateChannel.later(d.now.plus(wait(result, least)));
  }

  private static void reply(Draft d, Reply sent, Result result) {
    UnaryOperator<Reply> change =
        switch (result) {
          case Result.Done done -> reply -> reply.delivered(sent.revision());
          case Result.Gone gone -> reply -> reply.delivered(sent.revision());
          case Result.Refused refused -> reply -> reply.delivered(sent.revision());
          case Result.TokenDead dead -> Reply::died;
          case Result.NotYet notYet ->
              reply ->
                  reply.attempts() >= MOST_RACES
                      ? reply.died()
                      : reply.later(d.now.plus(backOff(reply.attempts())));
          case Result.Later later ->
              reply -> reply.later(d.now.plus(wait(later, backOff(reply.attempts()))));
          case Result.Stale unexpected -> Reply::died;
          case Result.NoRoom unexpected -> Reply::died;
          case Result.Looked unexpected -> Reply::died;
        };
    d.replies.replaceAll(
        reply -> reply.interaction().equals(sent.interaction()) ? change.apply(reply) : reply);
  }

  private static void announcement(Draft d, Announcement sent, Result result) {
    if (result instanceof Result.Later later) {
      Instant again = d.now.plus(wait(later, SHORT));
      String owner = d.lease == null ? "" : d.lease.owner();
      d.announcements.replaceAll(
          other ->
              other.n() != sent.n()
                  ? other
                  : later.unsure() ? other.unsureUntil(again) : other.refusedUntil(again, owner));
      return;
    }
    d.announcements.removeIf(other -> other.n() == sent.n());
    if (result instanceof Result.Refused refused && !sent.toOperator()) {
      refused(d, refused);
    }
  }

  private static void session(Draft d, SessionMessage shown, Result result) {
    if (d.message == null || d.message.session() != shown.session()) {
      return;
    }
    SessionMessage m = d.message;
    switch (result) {
      case Result.Done done -> d.message = m.delivered(done.reference(), shown.revision());
      case Result.Gone gone -> d.message = m.lost();
      case Result.Later later ->
          d.message = m.later(d.now.plus(wait(later, backOff(m.attempts()))));
      case Result.Refused refused -> {
        d.message = m.givenUp();
        refused(d, refused);
      }
      case Result.NotYet unexpected -> d.message = m.givenUp();
      case Result.TokenDead unexpected -> d.message = m.givenUp();
      case Result.Stale unexpected -> d.message = m.givenUp();
      case Result.NoRoom unexpected -> d.message = m.givenUp();
      case Result.Looked unexpected -> d.message = m.givenUp();
    }
  }

  private static void refused(Draft d, Result.Refused refused) {
    d.tellOperatorOnce(
        "channel",
        new Note.ChannelRefused(d.server.channel(), refused.code() + " " + refused.message()));
  }

  private static Duration wait(Result result, Duration atLeast) {
    return result instanceof Result.Later later && later.after().compareTo(atLeast) > 0
        ? later.after()
        : atLeast;
  }

  private static Duration backOff(int attempts) {
    return Duration.ofSeconds(1L << Math.min(attempts, 6));
  }
}
