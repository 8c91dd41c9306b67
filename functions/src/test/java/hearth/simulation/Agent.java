package hearth.simulation;

import hearth.core.Evidence;
import hearth.core.Player;
import hearth.core.event.Condition;
import hearth.core.event.MachineEvent;
import hearth.core.event.MachineEvent.GamePhase;
import hearth.core.event.Presence;
import hearth.core.event.Presence.Verdict;
import hearth.core.event.Transition;
import hearth.core.event.Trouble;
import hearth.core.wanted.InboxMessage;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** An agent that keeps its contract on a machine that may be slow, silent, crashing or evicted. */
final class Agent {
  private final World world;
  private final Simulation simulation;
  private final boolean mute;

  /** Who is on. */
  private final Set<String> on = new LinkedHashSet<>();

  /** Who is on by the game's log, which misses a line now and then. */
  private final Map<String, Player> roster = new LinkedHashMap<>();

  private Trouble trouble;
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
    return !dead && phase == GamePhase.RUNNING && !on.isEmpty();
  }

  /** Whether it is played, is to stay, and says so. */
  boolean isPlayedAndHeard() {
    return isPlayed() && !mute && !evicted;
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
        boolean look = message.ifEmpty() && phase == GamePhase.RUNNING;
        if (look && presence().verdict() != Verdict.ABSENT) {
          report(MachineEvent.Type.OCCUPIED, message.id());
        } else if (phase != GamePhase.STOPPED) {
          stop(message.id());
        }
      }
      case RESTART -> restart(message.id());
      case BACKUP -> backUp(message.id());
      case SAY -> report(MachineEvent.Type.DONE, message.id());
    }
  }

  private void boot() {
    report(MachineEvent.Type.PHASE, null);
    if (world.fault(0.1)) {
      trouble = new Trouble(Trouble.Kind.RETRYING, "no route", "image", seq + 1);
      report(MachineEvent.Type.PHASE, null);
      world.afterSeconds(1, 4, () -> trouble = null);
    }
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
    everyoneLeaves();
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

  /** Far more comings and goings than anybody could read. */
  private void babble(int times) {
    if (times > 0 && !dead && phase == GamePhase.RUNNING) {
      String name = simulation.nextName();
      join(name);
      leave(name);
      world.after(Duration.ofMillis(700), () -> babble(times - 1));
    }
  }

  private void play() {
    if (dead || phase == GamePhase.STOPPED) {
      return;
    }
    if (simulation.isOfALiar() && phase == GamePhase.RUNNING && world.chance(0.2)) {
      babble(90);
    }
    world.afterSeconds(30, 900, this::play);
    if (phase != GamePhase.RUNNING) {
      return;
    }
    saved = false;
    if (world.chance(on.isEmpty() ? 0.6 : 0.3)) {
      join(simulation.nextName());
    } else if (!on.isEmpty()) {
      String name = on.iterator().next();
      leave(name);
      if (world.chance(0.3)) {
        world.afterSeconds(1, 4, () -> back(name));
      }
    }
    if (world.fault(0.02)) {
      trouble = new Trouble(Trouble.Kind.NOTICED, "disk full", null, seq + 1);
      report(MachineEvent.Type.PHASE, null);
    }
    if (world.fault(0.01)) {
      over();
    }
  }

  /** The game has ended by itself: a last backup is made, then it is said. */
  private void over() {
    trouble = new Trouble(Trouble.Kind.OVER, "out of memory", null, seq + 1);
    phase = GamePhase.SAVING;
    everyoneLeaves();
    report(MachineEvent.Type.PHASE, null);
    world.afterSeconds(
        1,
        20,
        () -> {
          if (!dead && phase == GamePhase.SAVING) {
            phase = GamePhase.STOPPED;
            report(MachineEvent.Type.FAILED, null);
            report(MachineEvent.Type.STOPPED, null);
          }
        });
  }

  private void everyoneLeaves() {
    on.clear();
    roster.clear();
  }

  /** As the real one concludes: by its log, and by a ping that may get no answer. */
  private Presence presence() {
    Integer ping = world.fault(0.05) ? null : Integer.valueOf(on.size());
    List<Evidence> evidence =
        List.of(new Evidence("log", roster.size()), new Evidence("ping", ping));
    boolean seen = !roster.isEmpty() || (ping != null && ping > 0);
    boolean empty = roster.isEmpty() || (ping != null && ping == 0);
    Verdict verdict = seen && empty ? Verdict.UNKNOWN : seen ? Verdict.PRESENT : Verdict.ABSENT;
    return new Presence(verdict, List.of("log", "ping"), evidence);
  }

  /** Only disconnected. */
  private void back(String name) {
    if (!dead && phase == GamePhase.RUNNING) {
      join(name);
    }
  }

  private void join(String name) {
    simulation.happened("join " + name);
    on.add(name);
    if (world.fault(0.03)) {
      return; // a line that no pattern knew
    }
    roster.put(name, new Player(name, name, world.now));
    transitions.add(new Transition(seq + 1, true, name, name, world.now));
    report(MachineEvent.Type.PLAYERS, null);
  }

  private void leave(String name) {
    simulation.happened("leave " + name);
    on.remove(name);
    if (world.fault(0.03) || !roster.containsKey(name)) {
      return;
    }
    roster.remove(name);
    transitions.add(new Transition(seq + 1, false, name, name, world.now));
    report(MachineEvent.Type.PLAYERS, null);
  }

  private void stop(String order) {
    if (!on.isEmpty()) {
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
            everyoneLeaves();
            report(MachineEvent.Type.STOPPED, order);
          }
        });
  }

  private void backUp(String order) {
    world.afterSeconds(
        1,
        60,
        () -> {
          boolean made = !world.fault(0.1);
          MachineEvent.Backup.Outcome outcome =
              made ? MachineEvent.Backup.Outcome.MADE : MachineEvent.Backup.Outcome.FAILED;
          String name = made ? "valheim-" + seq + ".tar.gz" : null;
          Long size = made ? 1000L : null;
          report(
              MachineEvent.Type.BACKUP, order, new MachineEvent.Backup(outcome, name, size, true));
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
    report(type, answers, null);
  }

  private void report(MachineEvent.Type type, String answers, MachineEvent.Backup backup) {
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
            new MachineEvent.Online(
                known ? List.copyOf(roster.values()) : null,
                known ? Integer.valueOf(roster.size()) : null,
                List.copyOf(transitions)),
            evicted,
            answers,
            trouble == null ? null : trouble.detail(),
            backup,
            new Condition(trouble, known ? presence() : null, "1.0.17", null, null)),
        Duration.ofMillis(world.random.nextInt(3000)));
  }
}
