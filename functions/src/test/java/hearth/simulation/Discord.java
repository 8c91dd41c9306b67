package hearth.simulation;

import hearth.core.Command;
import hearth.core.Snowflake;
import hearth.core.fleet.Server;
import hearth.core.note.Note;
import hearth.core.port.Chat;
import hearth.core.port.Result;
import hearth.core.state.SessionView;
import hearth.core.wanted.Announcement;
import hearth.core.wanted.Pace;
import hearth.core.wanted.PrivateChannel;
import hearth.core.wanted.Reply;
import hearth.core.wanted.SessionMessage;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Discord, which answers late, twice, or not at all, and remembers what people could read. */
final class Discord implements Chat {
  private static final Result.Refused REFUSED = new Result.Refused("403/50001", "Missing Access");

  private static final Duration NONCE = Duration.ofMinutes(3);

  private final World world;
  private final Sabotage sabotage;
  private final Map<Long, Instant> nonces = new HashMap<>();
  private final Map<String, List<Reply>> replies = new HashMap<>();
  private final List<Note> posts = new ArrayList<>();
  private final Map<String, Integer> happened = new HashMap<>();
  private final Map<String, Integer> told = new HashMap<>();
  private final Map<String, Instant> sessions = new HashMap<>();
  private final Set<Long> channels = new HashSet<>();
  private final Set<Long> taken = new HashSet<>();
  private final Map<String, Instant> waits = new HashMap<>();
  private final Map<String, Integer> tooSoon = new HashMap<>();
  private final Deque<Instant> ofMachine = new ArrayDeque<>();
  private long attempts;
  private long shownRevision;
  private long frozen;

  Discord(World world, Sabotage sabotage) {
    this.world = world;
    this.sabotage = sabotage;
  }

  List<Note> posts() {
    return posts;
  }

  /** What the reply to an interaction says now, or null. */
  Reply reply(String interaction) {
    List<Reply> versions = replies.get(interaction);
    return versions == null ? null : versions.getLast();
  }

  @Override
  public Result.Edited edit(Server server, Reply reply) {
    Result.Later trouble = trouble();
    if (trouble != null && !trouble.unsure()) {
      return trouble;
    }
    if (Snowflake.time(reply.interaction()).plus(Command.TOKEN_LIFE).isBefore(world.now)) {
      return new Result.TokenDead();
    }
    if (world.fault(0.03)) {
      return new Result.NotYet();
    }
    if (world.fault(0.02)) {
      return REFUSED;
    }
    List<Reply> versions = replies.computeIfAbsent(reply.interaction(), id -> new ArrayList<>());
    if (!versions.isEmpty()) {
      Reply before = versions.getLast();
      if (before.last() && !before.note().equals(reply.note())) {
        throw new Broken("a last word was followed by another: " + reply);
      }
      if (before.revision() > reply.revision()) {
        throw new Broken("an older edit landed on a newer one: " + reply);
      }
    }
    versions.add(reply);
    world.log("reply to " + reply.to().user().name() + ": " + reply.note());
    world.mayCrash();
    return trouble == null ? new Result.Done("m" + reply.interaction()) : trouble;
  }

  @Override
  public Result.Delivered post(
      Server server, String channel, String thread, Announcement announcement) {
    if (isAskedTooSoon(channel)) {
      // As the real one does: it says again how long.
      return new Result.Later(Duration.between(world.now, waits.get(channel)), false);
    }
    Result.Later trouble = trouble();
    if (trouble != null && !trouble.unsure()) {
      waits.put(channel, world.now.plus(trouble.after()));
      tooSoon.remove(channel);
      return trouble;
    }
    if (!announcement.toOperator() && world.fault(0.01)) {
      return REFUSED;
    }
    attempts++;
    long nonce = sabotage == Sabotage.NEW_NONCE_EACH_TIME ? -attempts : announcement.n();
    if (nonce != announcement.n() && !taken.add(announcement.n())) {
      throw new Broken("posted twice: " + announcement);
    }
    Instant before = nonces.get(nonce);
    if (before == null || before.plus(NONCE).isBefore(world.now)) {
      if (before != null) {
        throw new Broken("posted twice: " + announcement);
      }
      nonces.put(nonce, world.now);
      read(announcement.note());
    }
    world.mayCrash();
    return trouble == null ? new Result.Done("a" + announcement.n()) : trouble;
  }

  /** A host that dies before it has noted a wait takes it along; nothing else may forget one. */
  private boolean isAskedTooSoon(String channel) {
    Instant until = waits.get(channel);
    if (until == null || !until.isAfter(world.now)) {
      return false;
    }
    if (tooSoon.merge(channel, 1, Integer::sum) > 4) {
      throw new Broken("Discord is asked again and again while it wants to be left alone");
    }
    return true;
  }

  /** Somebody really came or went. */
  void happened(String what) {
    happened.merge(what, 1, Integer::sum);
  }

  /**
   * A minute's worth may be read late, beside the next minute's and what waited; more than that is
   * a flood.
   */
  private void readable(Note note) {
    if (note instanceof Note.Joined || note instanceof Note.Left) {
      ofMachine.add(world.now);
      while (ofMachine.getFirst().plusSeconds(60).isBefore(world.now)) {
        ofMachine.removeFirst();
      }
      if (ofMachine.size() > 3 * Pace.MOST) {
        throw new Broken("a machine floods the channel");
      }
    }
  }

  private boolean isOnceTooOften(String what) {
    return told.merge(what, 1, Integer::sum) > happened.getOrDefault(what, 0);
  }

  private void read(Note note) {
    if (note instanceof Note.ForUser n && n.note() instanceof Note.Status) {
      throw new Broken("told to all what was for one: " + note);
    }
    readable(note);
    posts.add(note);
    world.log("channel: " + note);
    boolean again =
        switch (note) {
          case Note.Joined n -> isOnceTooOften("join " + n.name());
          case Note.Left n -> isOnceTooOften("leave " + n.name());
          default -> false;
        };
    if (again) {
      throw new Broken("told twice: " + note);
    }
  }

  @Override
  public Result.Delivered keep(Server server, PrivateChannel channel) {
    Result.Later trouble = trouble();
    if (trouble != null && !trouble.unsure()) {
      return trouble;
    }
    if (world.fault(0.02)) {
      return REFUSED;
    }
    // Found again by its age and overwrites: another attempt makes no other.
    if (channel.open()) {
      channels.add(channel.session());
    } else {
      channels.remove(channel.session());
    }
    world.mayCrash();
    return trouble == null ? new Result.Done("p" + channel.session()) : trouble;
  }

  /** The sessions whose private channel is still there. */
  Set<Long> channels() {
    return channels;
  }

  @Override
  public Result.Shown show(Server server, SessionMessage message, SessionView view) {
    Result.Later trouble = trouble();
    if (trouble != null && !trouble.unsure()) {
      return trouble;
    }
    if (message.messageId() != null && world.fault(0.005)) {
      return new Result.Gone();
    }
    if (world.fault(0.02)) {
      frozen = message.session();
      return REFUSED;
    }
    String nonce = message.session() + "/" + message.posts();
    if (sabotage == Sabotage.REFUSED_FOR_EVER && frozen == message.session()) {
      return new Result.Done("s" + nonce);
    }
    sessions.putIfAbsent(nonce, world.now);
    shownRevision = message.revision();
    world.mayCrash();
    return trouble == null ? new Result.Done("s" + nonce) : trouble;
  }

  long shownRevision() {
    return shownRevision;
  }

  private Result.Later trouble() {
    world.meanwhile();
    world.mayCrash();
    if (world.fault(0.05)) {
      int longest = world.random.nextInt(20) == 0 ? 600_000 : 5000;
      return new Result.Later(Duration.ofMillis(world.random.nextInt(longest)), false);
    }
    return world.fault(0.05) ? new Result.Later(Duration.ZERO, true) : null;
  }
}
