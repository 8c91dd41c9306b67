package hearth.core.rules;

import hearth.core.Phase;
import hearth.core.fleet.AnnouncementPolicy;
import hearth.core.note.Note;
import hearth.core.state.Draft;
import hearth.core.state.SessionView;
import hearth.core.state.Views;
import hearth.core.wanted.PrivateChannel;
import hearth.core.wanted.SessionMessage;

/** Keeps a session's view in Discord current: readiness, its message, its private channel. */
final class SessionUpdates {
  private SessionUpdates() {}

  /** Tells once a machine that players can join. */
  static void ready(Draft d) {
    if (d.life.phase() == Phase.RUNNING && !d.telling.readyTold() && d.address() != null) {
      d.telling.readyTold(true);
      d.tell(AnnouncementPolicy.Kind.READY, new Note.Ready(d.address(), d.joinCode()));
    }
  }

  /** One a session, from its start to its end; the next waits until the one before is gone. */
  static void privateChannel(Draft d) {
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
  static void message(Draft d) {
    SessionMessage before = d.before.discord().message();
    if (d.discord.message() == null
        || before == null
        || d.discord.message().session() != before.session()) {
      return;
    }
    SessionView shown = Views.session(d.server, d.before);
    SessionView now = Views.session(d.server, d.state());
    if (!now.equals(shown)) {
      d.discord.message(d.discord.message().changed());
    }
  }
}
