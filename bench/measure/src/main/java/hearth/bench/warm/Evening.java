package hearth.bench.warm;

import hearth.app.settings.Settings;
import hearth.core.Player;
import hearth.core.delivery.Steps;
import hearth.core.event.Event;
import hearth.core.event.MachineEvent;
import hearth.core.event.Transition;
import hearth.core.fleet.Server;
import hearth.core.state.State;
import hearth.local.discord.InteractionSigner;
import hearth.local.stack.Town;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A server on which 64 people play. */
public final class Evening {
  /** The number of players. */
  public static final int PLAYERS = 64;

  /** Now. */
  public static final Instant NOW = Instant.parse("2026-11-20T20:00:00Z");

  /** The server. */
  public final Server server;

  /** All are on, and all that was to be told of it is still to be told. */
  public final State state;

  /** Takes the server from the local run's fleet. */
  public Evening(Event start) {
    server = Settings.door(settings(InteractionSigner.random())).fleet().server("valheim");
    State started = Steps.after(server, State.NEW, start, NOW).state();
    state = Steps.after(server, started, report(1, MachineEvent.Type.READY, PLAYERS), NOW).state();
    if (state.session() == null || state.players().roster().size() != PLAYERS) {
      throw new IllegalStateException("nobody plays");
    }
  }

  /** One of the players has left, or joined again. */
  public MachineEvent players(long seq) {
    return report(seq, MachineEvent.Type.PLAYERS, PLAYERS - (int) (seq % 2));
  }

  /** The door's settings. */
  public static Map<String, String> settings(InteractionSigner signer) {
    return Map.of(
        "DISCORD_APPLICATION_ID", Town.APPLICATION,
        "DISCORD_PUBLIC_KEY", signer.publicKeyHex(),
        "HEARTH_SERVERS", Town.fleet());
  }

  private static MachineEvent report(long seq, MachineEvent.Type type, int count) {
    List<Player> roster = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      roster.add(new Player("steam-" + i, "Viking number " + i, NOW));
    }
    List<Transition> transitions = List.of();
    return new MachineEvent(
        new MachineEvent.Source("valheim", 1, 1, seq),
        type,
        new MachineEvent.Game(MachineEvent.GamePhase.RUNNING, null, "123456", null),
        new MachineEvent.Online(roster, count, transitions),
        false,
        null,
        null,
        null,
        null);
  }
}
