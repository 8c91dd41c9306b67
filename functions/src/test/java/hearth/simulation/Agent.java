package hearth.simulation;

import hearth.core.Player;
import hearth.core.event.MachineEvent;
import hearth.core.event.MachineEvent.GamePhase;
import hearth.core.event.Transition;
import hearth.core.wanted.InboxMessage;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** An agent that keeps its contract on a machine that may be slow, silent, crashing or evicted. */
final class Agent {
  private final World world;
  private final Simulation simulation;
  private final boolean mute;
  private final Map<String, Player> roster = new LinkedHashMap<>();
  private final List<Transition> transitions = new ArrayList<>();
  private final long epoch;
  private GamePhase phase = GamePhase.BOOTING;
  private long generation;
  private long seq;
  private boolean dead;
  private boolean evicted;
  boolean saved = true;

  Agent(World world, Simulation simulation) {
    this.world = world;
    this.simulation = simulation;
    this.mute = world.fault(0.02);
    this.epoch = world.now.toEpochMilli();
    world.afterSeconds(1, 5, this::poll);
  }

  private Agent(World world) {
    this.world = world;
    simulation = null;
    mute = true;
    epoch = 0;
  }

  /** None: the machine runs something else. */
  static Agent idle(World world) {
    return new Agent(world);
  }

  boolean isIdle() {
    return simulation == null;
  }

  boolean isPlayed() {
    return !dead && phase == GamePhase.RUNNING && !roster.isEmpty();
  }

  /** Whether it has the world open. */
  boolean holdsWorld() {
    return !dead && (phase == GamePhase.LOADING || phase == GamePhase.RUNNING);
  }

  boolean holdsUnsavedWorld() {
    return !dead && phase == GamePhase.RUNNING && !saved;
  }

  void die() {
    dead = true;
  }

  private void poll() {
    if (dead) {
      return;
    }
    for (InboxMessage message : simulation.takeInbox()) {
      obey(message);
    }
    world.afterSeconds(1, 5, this::poll);
  }

  private void obey(InboxMessage message) {
    boolean expired = message.expires().isBefore(world.now);
    if (expired || message.generation() < generation) {
      return;
    }
    switch (message.type()) {
      case HELLO -> {
        boolean first = generation == 0;
        generation = message.generation();
        if (first) {
          boot();
        }
      }
      case SAVE_AND_STOP -> {
        if (message.ifEmpty() && !roster.isEmpty()) {
          report(MachineEvent.Type.OCCUPIED, message.id());
        } else if (phase != GamePhase.STOPPED) {
          stop(message.id());
        }
      }
      case RESTART -> restart(message.id());
      case SAY -> report(MachineEvent.Type.DONE, message.id());
    }
  }

  private void boot() {
    report(MachineEvent.Type.PHASE, null);
    world.afterSeconds(5, 60, () -> advance(GamePhase.LOADING, MachineEvent.Type.PHASE));
    world.afterSeconds(61, 200, () -> advance(GamePhase.RUNNING, MachineEvent.Type.READY));
    world.afterSeconds(60, 61, this::heartbeat);
    world.afterSeconds(201, 400, this::play);
  }

  private void restart(String order) {
    if (phase != GamePhase.RUNNING) {
      return;
    }
    saved = true;
    phase = GamePhase.SAVING;
    roster.clear();
    report(MachineEvent.Type.PHASE, null);
    world.afterSeconds(
        1,
        20,
        () -> {
          if (!dead && phase == GamePhase.SAVING) {
            phase = GamePhase.LOADING;
            report(MachineEvent.Type.PHASE, order);
            world.afterSeconds(20, 90, () -> advance(GamePhase.RUNNING, MachineEvent.Type.READY));
          }
        });
  }

  private void advance(GamePhase next, MachineEvent.Type type) {
    if (!dead && phase.compareTo(next) < 0) {
      phase = next;
      simulation.opened();
      report(type, null);
    }
  }

  private void heartbeat() {
    if (!dead) {
      report(MachineEvent.Type.HEARTBEAT, null);
      world.afterSeconds(60, 61, this::heartbeat);
    }
  }

  private void play() {
    if (dead || phase == GamePhase.STOPPED) {
      return;
    }
    world.afterSeconds(30, 900, this::play);
    if (phase != GamePhase.RUNNING) {
      return;
    }
    saved = false;
    if (world.chance(roster.isEmpty() ? 0.6 : 0.3)) {
      join(simulation.nextName());
    } else if (!roster.isEmpty()) {
      String name = roster.keySet().iterator().next();
      leave(name);
      if (world.chance(0.3)) {
        world.afterSeconds(1, 4, () -> back(name));
      }
    }
    if (world.fault(0.01)) {
      phase = GamePhase.STOPPED;
      roster.clear();
      report(MachineEvent.Type.FAILED, null);
    }
  }

  /** Only disconnected. */
  private void back(String name) {
    if (!dead && phase == GamePhase.RUNNING) {
      join(name);
    }
  }

  private void join(String name) {
    simulation.happened("join " + name);
    roster.put(name, new Player(name, name, world.now));
    transitions.add(new Transition(seq + 1, true, name, name, world.now));
    report(MachineEvent.Type.PLAYERS, null);
  }

  private void leave(String name) {
    simulation.happened("leave " + name);
    roster.remove(name);
    transitions.add(new Transition(seq + 1, false, name, name, world.now));
    report(MachineEvent.Type.PLAYERS, null);
  }

  private void stop(String order) {
    if (!roster.isEmpty()) {
      simulation.stoppedUnderPlayers();
    }
    phase = GamePhase.SAVING;
    report(MachineEvent.Type.PHASE, null);
    world.afterSeconds(
        1,
        20,
        () -> {
          if (!dead) {
            saved = !world.fault(0.05);
            phase = GamePhase.STOPPED;
            roster.clear();
            report(MachineEvent.Type.STOPPED, order);
          }
        });
  }

  void evicting() {
    if (phase == GamePhase.RUNNING || phase == GamePhase.LOADING) {
      saved = true;
      phase = GamePhase.SAVING;
    }
    evicted = true;
    report(MachineEvent.Type.EVICTING, null);
    // The queue may bring this one first.
    report(MachineEvent.Type.BACKUP, null);
  }

  private void report(MachineEvent.Type type, String answers) {
    if (generation == 0 || mute || dead) {
      return;
    }
    seq++;
    if (transitions.size() > 32) {
      transitions.removeFirst();
    }
    boolean known = phase == GamePhase.RUNNING && !world.fault(0.05);
    Boolean seen =
        (phase == GamePhase.SAVING || phase == GamePhase.STOPPED) ? (Boolean) saved : null;
    simulation.event(
        new MachineEvent(
            new MachineEvent.Source("valheim", generation, epoch, seq),
            type,
            new MachineEvent.Game(phase, phase == GamePhase.BOOTING ? "image" : null, null, seen),
            new MachineEvent.Presence(
                known ? List.copyOf(roster.values()) : null,
                known ? Integer.valueOf(roster.size()) : null,
                List.copyOf(transitions)),
            evicted,
            answers,
            null,
            null),
        Duration.ofMillis(world.random.nextInt(3000)));
  }
}
