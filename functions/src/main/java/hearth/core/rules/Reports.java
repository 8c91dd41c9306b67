package hearth.core.rules;

import hearth.core.Lists;
import hearth.core.Newer;
import hearth.core.Phase;
import hearth.core.StartTime;
import hearth.core.event.Condition;
import hearth.core.event.MachineEvent;
import hearth.core.event.Transition;
import hearth.core.event.Trouble;
import hearth.core.fleet.AnnouncementPolicy;
import hearth.core.note.Note;
import hearth.core.state.Draft;
import hearth.core.state.Life;
import hearth.core.state.Machine;
import hearth.core.state.Orders;
import hearth.core.update.ReplyUpdates;
import hearth.core.wanted.Announcement;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The rules for a machine's reports. */
final class Reports {
  /** A leave is told so much later: who is back by then was only disconnected. */
  private static final Duration FLAP = Duration.ofSeconds(10);

  /** Under which the channel was told that this session's start brings a newer version. */
  private static final String BRINGS = "brings newer";

  /** Under which it was told that another version runs than the last time. */
  private static final String CHANGED = "version changed";

  /** The number of past starts that are remembered: of fewer, nine in ten says little. */
  private static final int STARTS = 20;

  private Reports() {}

  static void take(Draft d, MachineEvent event) {
    if (event.source().generation() > d.life.generation() && d.life.phase() == Phase.STOPPED) {
      // Its MAC proves that this generation was given once: the state that knew of it is lost.
      d.life.generation(event.source().generation());
    }
    Machine machine = d.machine;
    boolean ours = event.source().generation() == d.life.generation();
    if (ours && machine == null && d.session == null) {
      forgotten(d, event);
    }
    if (!ours || machine == null || machine.isStranger(event)) {
      return;
    }
    boolean old =
        event.source().epoch() < machine.epoch()
            || (event.source().epoch() == machine.epoch() && event.source().seq() <= machine.seq());
    if (old) {
      overtaken(d, event);
      return;
    }
    long known = event.source().epoch() == machine.epoch() ? machine.seq() : 0;
    d.machine = machine.heard(event, d.now);
    if (machine.heardAt() == null && d.address() == null) {
      d.azure.lookAt(d.now);
    }
    d.telling.told(Lists.minus(d.telling.told(), "silent"));
    restarted(d, event);
    transitions(d, event.online().transitions(), known);
    Troubles.take(d, event, known);
    version(d, event);
    progress(d, event);
    if (d.life.phase() != Phase.DEALLOCATING) {
      Roster.take(d, event);
    }
  }

  /** Of one whose game is over nothing is to be saved. */
  private static void forgotten(Draft d, MachineEvent event) {
    boolean over = event.game().phase() == MachineEvent.GamePhase.STOPPED;
    d.life.forgotten(over ? null : new Life.Forgotten(event.source().vmId(), d.now));
    d.azure.pendingChecks(Looks.everySet(d));
  }

  private static void progress(Draft d, MachineEvent event) {
    // The queue keeps no order: any later report may come before the one that brought the notice.
    MachineEvent.Type type = event.evicting() ? MachineEvent.Type.EVICTING : event.type();
    switch (type) {
      case EVICTING -> evicting(d, event.game().saved());
      case STOPPED -> ended(d, event);
      case FAILED -> failed(d, event);
      case OCCUPIED -> occupied(d, event);
      case DRIFT -> {
        d.tellOperatorOnce("drift", new Note.Drift(event.detail()));
        advance(d, event);
      }
      case BACKUP -> {
        backup(d, event);
        advance(d, event);
      }
      case PHASE, READY, PLAYERS, SAVED, HEARTBEAT, DONE -> advance(d, event);
    }
  }

  /** The version that runs, and a newer one that may come. */
  private static void version(Draft d, MachineEvent event) {
    running(d, event.condition());
    Newer newer = event.condition().newer();
    if (newer != null && newer.when() == Newer.When.NOW) {
      brings(d, newer);
    } else if (newer != null) {
      isThere(d, newer);
    } else if (event.game().phase() == MachineEvent.GamePhase.RUNNING) {
      d.memory.newer(null);
    }
  }

  private static void running(Draft d, Condition condition) {
    String version = condition.version();
    if (version == null) {
      return;
    }
    d.tally.version(version);
    changed(d, version);
    boolean news = condition.checked() != null && !version.equals(d.memory.newVersionTold());
    if (news) {
      d.memory.newVersionTold(version);
      d.tellOperatorOnce("version", new Note.NewerVersion(version, condition.checked()));
    }
  }

  /** Told to those who play, once a session: their own game has to be of that version, too. */
  private static void changed(Draft d, String version) {
    String before = d.memory.version();
    d.memory.version(version);
    boolean news = before != null && !before.equals(version) && !d.isTold(BRINGS);
    if (news && d.isFirst(CHANGED)) {
      d.announce(new Note.VersionChanged(version, before));
    }
  }

  private static void brings(Draft d, Newer newer) {
    d.memory.newer(null);
    if (d.isFirst(BRINGS)) {
      d.announce(new Note.BringsNewer(newer));
    }
  }

  /** Told once for each version, over as many sessions as it waits. */
  private static void isThere(Draft d, Newer newer) {
    if (!newer.equals(d.memory.newer()) && d.session != null) {
      d.memory.newer(newer);
      d.announce(new Note.NewerIsThere(newer, d.session().number()));
    }
  }

  /**
   * Who ordered one is told what became of it; of the others the operator is told where there is
   * none, or it holds no whole world.
   */
  private static void backup(Draft d, MachineEvent event) {
    MachineEvent.Backup backup = event.backup();
    Note note = ofBackup(event);
    if (note == null) {
      return;
    }
    if (backup.outcome() == MachineEvent.Backup.Outcome.SNAPSHOT_FAILED) {
      d.tellOperatorOnce("no snapshot", note);
      return;
    }
    boolean bad = !(note instanceof Note.BackupMade);
    boolean ordered = event.answers() != null;
    if (note instanceof Note.BackupNotWhole) {
      d.tellOperatorOnce("not whole", note);
    } else if (bad && !ordered) {
      d.tellOperatorOnce("no backup", note);
    }
    if (ordered && !ReplyUpdates.backedUp(d, event.answers(), note) && bad) {
      d.announce(note);
    }
  }

  /** The outcome as it is told, or null where the report tells of none. */
  private static @Nullable Note ofBackup(MachineEvent event) {
    MachineEvent.Backup backup = event.backup();
    if (backup == null) {
      return null;
    }
    String why = why(event);
    return switch (backup.outcome()) {
      case MADE ->
          backup.whole()
              ? new Note.BackupMade(backup.name(), backup.size() == null ? 0 : backup.size())
              : new Note.BackupNotWhole(backup.name(), why);
      case FAILED -> event.answers() == null ? new Note.NoBackup(why) : new Note.OrderFailed(why);
      case SNAPSHOT_FAILED -> new Note.NoBackup(why);
    };
  }

  /** Whoever waits for a backup is told what became of it also by a report that was overtaken. */
  private static void overtaken(Draft d, MachineEvent event) {
    Note note =
        event.type() == MachineEvent.Type.FAILED
            ? new Note.OrderFailed(why(event))
            : ofBackup(event);
    if (event.answers() != null && note != null) {
      ReplyUpdates.backedUp(d, event.answers(), note);
    }
  }

  private static String why(MachineEvent event) {
    return event.detail() == null ? "?" : event.detail();
  }

  /** An order that could not be carried out is not the game's end. */
  private static void failed(Draft d, MachineEvent event) {
    if (event.answers() == null) {
      advance(d, event);
      return;
    }
    if (event.game().phase() == MachineEvent.GamePhase.STOPPED) {
      ended(d, event);
      return;
    }
    Orders.Restart restart = d.orders.restart();
    if (restart != null && restart.message().equals(event.answers())) {
      d.orders.restart(null);
    }
    Note note = new Note.OrderFailed(why(event));
    if (!ReplyUpdates.backedUp(d, event.answers(), note)) {
      d.announce(note);
    }
    advance(d, event);
  }

  /** Level-triggered: whichever event was lost, the next says how far the game is. */
  private static void advance(Draft d, MachineEvent event) {
    switch (event.game().phase()) {
      case BOOTING -> {
        if (d.life.phase() == Phase.ALLOCATING || d.life.phase() == Phase.BOOTING) {
          booting(d, event);
        }
      }
      case LOADING -> {
        if (d.life.phase() == Phase.ALLOCATING
            || d.life.phase() == Phase.BOOTING
            || d.life.phase() == Phase.RUNNING) {
          d.telling.readyTold(false);
          d.enter(Phase.LOADING);
        }
      }
      case RUNNING -> {
        if (d.life.phase().isStarting()) {
          d.enter(Phase.RUNNING);
          ready(d);
        }
      }
      case SAVING -> {
        if (d.life.phase() == Phase.SAVING) {
          d.orders.obeyed(true);
          d.saved(event.game().saved());
        }
      }
      case STOPPED -> ended(d, event);
    }
  }

  private static void ready(Draft d) {
    if (d.tally.readyAt() == null) {
      d.tally.readyAt(d.now);
      long seconds = Duration.between(d.session().startedAt(), d.now).toSeconds();
      StartTime start = new StartTime(seconds, onTheWayUp(d.tally.spent()));
      d.tally.start(start);
      d.memory.lastStarts(Lists.plus(d.memory.lastStarts(), start, STARTS));
    }
  }

  private static Map<Phase, Long> onTheWayUp(Map<Phase, Long> spent) {
    Map<Phase, Long> phases = new EnumMap<>(Phase.class);
    spent.forEach(
        (phase, seconds) -> {
          if (phase.isStarting()) {
            phases.put(phase, seconds);
          }
        });
    return phases;
  }

  private static void booting(Draft d, MachineEvent event) {
    Trouble trouble = event.trouble();
    if (trouble != null && trouble.kind() != Trouble.Kind.RETRYING) {
      trouble = null;
    }
    String step = event.game().step();
    if (step == null && trouble != null) {
      step = trouble.step();
    }
    if (event.game().fetched() != null || !Objects.equals(step, d.placing.step())) {
      d.placing.fetched(event.game().fetched());
    }
    d.placing.step(step);
    d.placing.retrying(trouble == null ? null : Objects.requireNonNullElse(trouble.detail(), "?"));
    if (d.life.phase() == Phase.ALLOCATING) {
      d.enter(Phase.BOOTING);
    }
  }

  private static void ended(Draft d, MachineEvent event) {
    switch (d.life.phase()) {
      case SAVING -> {
        d.saved(event.game().saved());
        MachineLifecycle.release(d);
      }
      case DEALLOCATING -> d.saved(event.game().saved());
      case ALLOCATING, BOOTING, LOADING, RUNNING -> {
        d.session().ending(Troubles.ending(event));
        MachineLifecycle.release(d);
      }
      case STOPPED -> {}
    }
  }

  private static void evicting(Draft d, Boolean saved) {
    switch (d.life.phase()) {
      case ALLOCATING, BOOTING, LOADING, RUNNING -> MachineLifecycle.lost(d, true, saved);
      case SAVING -> {
        d.saved(saved);
        MachineLifecycle.release(d);
      }
      case DEALLOCATING -> d.saved(saved);
      case STOPPED -> {}
    }
  }

  private static void occupied(Draft d, MachineEvent event) {
    boolean asked =
        d.life.phase() == Phase.SAVING
            && d.orders.ifEmpty()
            && d.orders.saveMessage() != null
            && d.orders.saveMessage().equals(event.answers());
    if (asked) {
      Idleness.callOff(d);
    }
  }

  private static void transitions(Draft d, List<Transition> transitions, long known) {
    for (Transition transition : transitions) {
      if (transition.seq() > known && transition.join()) {
        joined(d, transition);
      } else if (transition.seq() > known) {
        d.tellLater(
            AnnouncementPolicy.Kind.LEAVE,
            new Note.Left(transition.name()),
            transition.key(),
            FLAP);
      }
    }
  }

  /** A player who comes back at once never left: neither is told. */
  private static void joined(Draft d, Transition transition) {
    List<Announcement> others =
        Lists.without(
            d.discord.announcements(), a -> a.isHeld(d.now) && transition.key().equals(a.player()));
    boolean flapped = others.size() < d.discord.announcements().size();
    d.discord.announcements(others);
    if (!flapped) {
      d.tell(AnnouncementPolicy.Kind.JOIN, new Note.Joined(transition.name()));
    }
  }

  /** The agent has begun the restart that it was asked for. */
  private static void restarted(Draft d, MachineEvent event) {
    Orders.Restart restart = d.orders.restart();
    boolean begun =
        restart != null
            && event.type() != MachineEvent.Type.FAILED
            && (restart.message().equals(event.answers())
                || event.game().phase() == MachineEvent.GamePhase.LOADING);
    if (begun) {
      d.orders.restart(null);
      ReplyUpdates.restarted(d);
    }
  }
}
