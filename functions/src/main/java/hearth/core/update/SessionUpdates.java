package hearth.core.update;

import hearth.core.Phase;
import hearth.core.fleet.AnnouncementPolicy;
import hearth.core.note.Note;
import hearth.core.state.Draft;
import hearth.core.state.SessionView;
import hearth.core.state.Telling;
import hearth.core.state.Views;
import hearth.core.wanted.PrivateChannel;
import hearth.core.wanted.SessionMessage;
import java.util.Objects;

/** Keeps a session's view in Discord current: readiness, its message, its private channel. */
public final class SessionUpdates {
  private SessionUpdates() {}

  /** How often in a session a game that begins anew by itself is told to be ready. */
  private static final int MOST_AGAIN = 3;

  /**
   * Tells that players can join: at another address, after a restart that was asked for, and a few
   * times where the game began anew under players or with another join code.
   */
  public static void ready(Draft d) {
    if (d.life.phase() != Phase.RUNNING || d.telling.readyTold() || d.address() == null) {
      return;
    }
    d.telling.readyTold(true);
    Telling.Ready before = d.telling.ready();
    boolean wanted = before == null || !before.address().equals(d.address());
    int again = wanted ? 0 : before.again() + 1;
    if (wanted || (again <= MOST_AGAIN && matters(d, before))) {
      d.telling.ready(new Telling.Ready(d.address(), d.joinCode(), d.now, again));
      d.tell(AnnouncementPolicy.Kind.READY, new Note.Ready(d.address(), d.joinCode()));
    }
  }

  /** Whether somebody was on since, or needs another code. */
  private static boolean matters(Draft d, Telling.Ready before) {
    boolean played = d.players.seenAt() != null && !d.players.seenAt().isBefore(before.at());
    return played || !Objects.equals(before.joinCode(), d.joinCode());
  }

  /** One a session, from its start to its end; the next waits until the one before is gone. */
  public static void privateChannel(Draft d) {
    PrivateChannel present = d.discord.privateChannel();
    boolean wanted =
        d.server.channel().privacy() != null
            && d.life.phase() != Phase.STOPPED
            && d.session().startedBy() != null
            && d.session().endedAt() == null;
    boolean own = present != null && d.session != null && present.session() == d.session().number();
    if (present != null && (!wanted || !own)) {
      present = present.closed();
    }
    if (wanted && (present == null || present.isOver()) && !own) {
      present = PrivateChannel.of(d.session().number(), d.session().startedBy());
    }
    boolean joinable = wanted && own && d.life.phase() == Phase.RUNNING && d.address() != null;
    d.discord.privateChannel(joinable ? present.showing(d.address(), d.joinCode()) : present);
  }

  /** A new revision where it would show anything else than before. */
  public static void message(Draft d) {
    SessionMessage before = d.before.discord().message();
    if (d.discord.message() == null
        || before == null
        || d.discord.message().session() != before.session()) {
      return;
    }
    SessionView shown = Views.session(d.server, d.before);
    SessionView now = Views.session(d.server, d.state());
    if (!Objects.equals(now, shown)) {
      d.discord.message(d.discord.message().changed());
    }
  }
}
