package hearth.core;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** A state while the rules work on it: read from one {@link State}, made into the next. */
final class Draft {
  final Server server;
  final State before;
  final Instant now;

  Phase phase;
  Instant since;
  long generation;
  SessionDraft session;
  Machine machine;
  Players players;
  Scale scale;
  Instant lookAt;
  List<String> looks;
  List<InboxMessage> inbox;
  List<Reply> replies;
  List<Announcement> announcements;
  long announced;
  SessionMessage message;
  List<String> seen;
  List<State.Start> starts;
  Instant stopAsked;
  List<State.Behind> behind;
  Tick tick;
  long ticks;
  Lease lease;

  Draft(Server server, State from, Instant now) {
    this.server = server;
    this.before = from;
    this.now = now;
    phase = from.phase();
    since = from.since();
    generation = from.generation();
    session = from.session() == null ? null : new SessionDraft(from.session());
    machine = from.machine();
    players = from.players();
    scale = from.scale();
    lookAt = from.lookAt();
    looks = new ArrayList<>(from.looks());
    inbox = new ArrayList<>(from.inbox());
    replies = new ArrayList<>(from.replies());
    announcements = new ArrayList<>(from.announcements());
    announced = from.announced();
    message = from.message();
    seen = new ArrayList<>(from.seen());
    starts = new ArrayList<>(from.starts());
    stopAsked = from.stopAsked();
    behind = new ArrayList<>(from.behind());
    tick = from.tick();
    ticks = from.ticks();
    lease = from.lease();
  }

  State state() {
    return new State(
        phase,
        since,
        generation,
        session == null ? null : session.session(),
        machine,
        players,
        scale,
        lookAt,
        List.copyOf(looks),
        List.copyOf(inbox),
        List.copyOf(replies),
        List.copyOf(announcements),
        announced,
        message,
        List.copyOf(seen),
        List.copyOf(starts),
        stopAsked,
        List.copyOf(behind),
        tick,
        ticks,
        lease);
  }

  void enter(Phase next) {
    phase = next;
    since = now;
  }

  boolean hasLasted(Duration limit) {
    return !since.plus(limit).isAfter(now);
  }

  /** Tells the channel, and the session message too. */
  void tell(Note note) {
    announce(false, note);
    if (session != null) {
      session.happened(now, note);
    }
  }

  /** Tells the operator, once a session for each {@code key}. */
  void tellOperatorOnce(String key, Note note) {
    if (session == null || !session.told.contains(key)) {
      tellOperator(note);
      if (session != null) {
        session.told.add(key);
      }
    }
  }

  void tellOperator(Note note) {
    announce(true, note);
  }

  /** Tells the channel alone: it is no part of the session. */
  void announce(Note note) {
    announce(false, note);
  }

  private void announce(boolean toOperator, Note note) {
    announced++;
    announcements.add(Announcement.of(announced, toOperator, note, now));
  }

  /** Whether the world was seen to be saved; once it was, nothing unsays it. */
  void saved(Boolean seen) {
    if (session.ending != null && seen != null && !Boolean.TRUE.equals(session.ending.saved())) {
      session.ending = session.ending.saved(seen);
    }
  }

  /** The address that players type, or null while it is not known. */
  String address() {
    return machine == null || machine.address() == null
        ? null
        : machine.address() + ":" + server.port();
  }

  String joinCode() {
    return machine == null ? null : machine.joinCode();
  }

  void want(String scaleSet, String size, int capacity) {
    long revision = scale == null ? 0 : scale.revision();
    long done = scale == null ? 0 : scale.done();
    scale = new Scale(scaleSet, size, capacity, revision + 1, done, null, 0, null);
  }
}
