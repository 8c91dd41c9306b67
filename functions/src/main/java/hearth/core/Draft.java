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
  List<Scale> strays;
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
  Usage usage;
  List<Long> startSeconds;
  Hostname hostname;
  PrivateChannel privateChannel;
  List<String> kept;
  List<HistoryRow> rows;
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
    strays = new ArrayList<>(from.strays());
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
    usage = from.usage();
    startSeconds = new ArrayList<>(from.startSeconds());
    hostname = from.hostname();
    privateChannel = from.privateChannel();
    kept = new ArrayList<>(from.kept());
    rows = new ArrayList<>(from.rows());
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
        List.copyOf(strays),
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
        usage,
        List.copyOf(startSeconds),
        hostname,
        privateChannel,
        List.copyOf(kept),
        List.copyOf(rows),
        tick,
        ticks,
        lease);
  }

  void enter(Phase next) {
    if (session != null) {
      session.spent.merge(phase, Duration.between(since, now).toSeconds(), Long::sum);
    }
    phase = next;
    since = now;
  }

  boolean hasLasted(Duration limit) {
    return !since.plus(limit).isAfter(now);
  }

  /** Tells the channel if the settings want that told, and the session message always. */
  void tell(Announce.Kind kind, Note note) {
    if (server.announce().kinds().contains(kind)) {
      announce(false, note);
    }
    if (session != null) {
      session.happened(now, note);
    }
  }

  /** Tells of a player's leave, but only after a while, in which a return takes it back. */
  void tellLater(Announce.Kind kind, Note note, String player, Duration wait) {
    if (server.announce().kinds().contains(kind)) {
      announced++;
      announcements.add(Announcement.held(announced, note, now, player, now.plus(wait)));
    }
    session.happened(now, note);
  }

  /** The earlier of two times, of which those not after now and null do not count. */
  Instant sooner(Instant next, Instant at) {
    boolean ahead = at != null && at.isAfter(now);
    return ahead && (next == null || at.isBefore(next)) ? at : next;
  }

  /** Whether the operator was told that in this session. */
  boolean isTold(String key) {
    return session != null && session.told.contains(key);
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

  /** Discord refuses the server's channel: told to the operator, once a session. */
  void tellChannelRefused(Result.Refused refused) {
    tellOperatorOnce(
        "channel",
        new Note.ChannelRefused(server.channel(), refused.code() + " " + refused.message()));
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
    return Views.address(server, machine, hostname);
  }

  String joinCode() {
    return machine == null ? null : machine.joinCode();
  }

  void want(String scaleSet, String size, int capacity) {
    long revision = scale == null ? 0 : scale.revision();
    long done = scale == null ? 0 : scale.done();
    scale = new Scale(scaleSet, size, capacity, revision + 1, done, null, 0, null);
  }

  /** Another of the server's scale sets is to be emptied. */
  void stray(String scaleSet) {
    boolean known = strays.stream().anyMatch(stray -> stray.scaleSet().equals(scaleSet));
    if (!known) {
      String size =
          server.placements().stream()
              .filter(placement -> placement.scaleSet().equals(scaleSet))
              .map(Placement::size)
              .findFirst()
              .orElseThrow();
      strays.add(new Scale(scaleSet, size, 0, scale.revision(), 0, null, 0, null));
    }
  }

  /** The stable name is to follow the machine's address. */
  void pointName() {
    if (server.stableName() == null || machine == null || machine.address() == null) {
      return;
    }
    if (hostname == null || !hostname.address().equals(machine.address())) {
      long revision = hostname == null ? 0 : hostname.revision();
      long done = hostname == null ? 0 : hostname.done();
      hostname = new Hostname(machine.address(), revision + 1, done, 0, null);
    }
  }
}
