package hearth.bench.scale;

import hearth.core.Command;
import hearth.core.CommandName;
import hearth.core.Player;
import hearth.core.User;
import hearth.core.event.Event;
import hearth.core.event.MachineEvent;
import hearth.core.event.Transition;
import hearth.core.fleet.Server;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;

/** One server's people and machine: what they ask and what it reports. */
final class Crowd {
  private static final int PLAYERS = 64;
  private static final int TOLD_AGAIN = 8;
  private static final long DISCORD_EPOCH = 1_420_070_400_000L;
  private static final String ID = "1100000000000000001";
  private static final AtomicLong INTERACTIONS = new AtomicLong();

  private final Server server;
  private final List<Player> roster = new ArrayList<>();
  private final Deque<Transition> transitions = new ArrayDeque<>();
  private long generation;
  private long seq;

  /** Nobody has come yet. */
  Crowd(Server server) {
    this.server = server;
  }

  Server server() {
    return server;
  }

  /** Somebody asks. */
  Event asked(CommandName name, Instant now) {
    // A new one each time, made just now: Discord's first 42 bits are milliseconds.
    long interaction =
        ((now.toEpochMilli() - DISCORD_EPOCH) << 22) | (INTERACTIONS.incrementAndGet() & 0x3FFFFF);
    Command command =
        Filled.record(
            Command.class,
            Map.of(
                "interaction",
                Long.toString(interaction),
                "application",
                ID,
                "token",
                "token",
                "guild",
                ID,
                "channel",
                ID,
                "user",
                new User(ID, "Ada"),
                "locale",
                "",
                "name",
                name,
                "server",
                server.name(),
                "at",
                Instant.now()));
    return Filled.record(Event.Asked.class, Map.of("command", command));
  }

  /** A new machine's game can be joined, and everybody is on at once. */
  synchronized MachineEvent ready() {
    generation++;
    seq = 0;
    roster.clear();
    transitions.clear();
    for (int i = 0; i < PLAYERS; i++) {
      roster.add(player(i));
    }
    return report(MachineEvent.Type.READY, MachineEvent.GamePhase.RUNNING);
  }

  /** A minute has passed. */
  synchronized MachineEvent heartbeat() {
    return report(MachineEvent.Type.HEARTBEAT, MachineEvent.GamePhase.RUNNING);
  }

  /** The one who has been on longest leaves, or somebody takes the place of who left. */
  synchronized MachineEvent comesOrGoes() {
    boolean joins = roster.size() < PLAYERS;
    Player player = joins ? player((int) (seq % 1000)) : roster.removeFirst();
    if (joins) {
      roster.add(player);
    }
    transitions.add(new Transition(seq + 1, joins, player.key(), player.name(), Instant.now()));
    if (transitions.size() > TOLD_AGAIN) {
      transitions.removeFirst();
    }
    return report(MachineEvent.Type.PLAYERS, MachineEvent.GamePhase.RUNNING);
  }

  /** The game has ended. */
  synchronized MachineEvent stopped() {
    return report(MachineEvent.Type.STOPPED, MachineEvent.GamePhase.STOPPED);
  }

  private static Player player(int n) {
    return new Player("key-" + n, "Player " + n, Instant.now());
  }

  private MachineEvent report(MachineEvent.Type type, MachineEvent.GamePhase phase) {
    seq++;
    return Filled.record(
        MachineEvent.class,
        Map.of(
            "server",
            server.name(),
            "generation",
            generation,
            "epoch",
            1L,
            "seq",
            seq,
            "type",
            type,
            "phase",
            phase,
            "roster",
            List.copyOf(roster),
            "count",
            roster.size(),
            "transitions",
            List.copyOf(transitions)));
  }
}
