package hearth.core;

import java.time.Duration;
import java.util.List;

/** What follows from what a machine reports. */
final class Reports {
  /** A leave is told so much later: who is back by then was only disconnected. */
  private static final Duration FLAP = Duration.ofSeconds(10);

  /** How many starts tell how long one usually takes. */
  private static final int STARTS = 5;

  private Reports() {}

  static void take(Draft d, MachineEvent event) {
    Machine machine = d.machine;
    if (machine == null || event.generation() != d.generation) {
      return;
    }
    boolean old =
        event.epoch() < machine.epoch()
            || (event.epoch() == machine.epoch() && event.seq() <= machine.seq());
    if (old) {
      return;
    }
    long known = event.epoch() == machine.epoch() ? machine.seq() : 0;
    d.machine = machine.heard(event, d.now);
    if (machine.heardAt() == null && machine.vmId() == null) {
      d.lookAt = d.now;
    }
    d.session.told.remove("silent");
    restarted(d, event);
    transitions(d, event.transitions(), known);
    progress(d, event);
    if (d.phase != Phase.DEALLOCATING) {
      players(d, event);
    }
  }

  private static void progress(Draft d, MachineEvent event) {
    // The queue keeps no order: any later report may come before the one that brought the notice.
    MachineEvent.Type type = event.evicting() ? MachineEvent.Type.EVICTING : event.type();
    switch (type) {
      case EVICTING -> evicting(d, event.saved());
      case STOPPED -> ended(d, event);
      case FAILED -> failed(d, event);
      case OCCUPIED -> occupied(d, event);
      case DRIFT -> {
        d.tellOperatorOnce("drift", new Note.Drift());
        advance(d, event);
      }
      case BACKUP -> {
        backup(d, event);
        advance(d, event);
      }
      case PHASE, READY, PLAYERS, SAVED, HEARTBEAT, DONE -> advance(d, event);
    }
  }

  /** Who ordered one is told that there is none. */
  private static void backup(Draft d, MachineEvent event) {
    boolean failed =
        event.backup() != null && event.backup().outcome() == MachineEvent.Backup.Outcome.FAILED;
    if (failed && event.answers() != null) {
      d.announce(new Note.OrderFailed(event.detail() == null ? "?" : event.detail()));
    }
  }

  /** An order that could not be carried out is not the game's end. */
  private static void failed(Draft d, MachineEvent event) {
    if (event.answers() == null || event.phase() == MachineEvent.GamePhase.STOPPED) {
      ended(d, event);
      return;
    }
    Session.Restart restart = d.session.restart;
    if (restart != null && restart.message().equals(event.answers())) {
      d.session.restart = null;
    }
    d.announce(new Note.OrderFailed(event.detail() == null ? "?" : event.detail()));
    advance(d, event);
  }

  /** Level-triggered: whichever event was lost, the next says how far the game is. */
  private static void advance(Draft d, MachineEvent event) {
    switch (event.phase()) {
      case BOOTING -> {
        if (d.phase == Phase.ALLOCATING || d.phase == Phase.BOOTING) {
          booting(d, event.step());
        }
      }
      case LOADING -> {
        if (d.phase == Phase.ALLOCATING || d.phase == Phase.BOOTING || d.phase == Phase.RUNNING) {
          d.session.readyTold = false;
          d.enter(Phase.LOADING);
        }
      }
      case RUNNING -> {
        if (d.phase.isStarting()) {
          d.enter(Phase.RUNNING);
          ready(d);
        }
      }
      case SAVING -> {
        if (d.phase == Phase.SAVING) {
          d.session.obeyed = true;
          d.saved(event.saved());
        }
      }
      case STOPPED -> ended(d, event);
    }
  }

  private static void ready(Draft d) {
    if (d.session.readyAt == null) {
      d.session.readyAt = d.now;
      d.startSeconds.add(Duration.between(d.session.startedAt, d.now).toSeconds());
      if (d.startSeconds.size() > STARTS) {
        d.startSeconds.removeFirst();
      }
    }
  }

  private static void booting(Draft d, String step) {
    d.session.step = step;
    if (d.phase == Phase.ALLOCATING) {
      d.enter(Phase.BOOTING);
    }
  }

  private static void ended(Draft d, MachineEvent event) {
    switch (d.phase) {
      case SAVING -> {
        d.saved(event.saved());
        MachineLifecycle.release(d);
      }
      case DEALLOCATING -> d.saved(event.saved());
      case ALLOCATING, BOOTING, LOADING, RUNNING -> {
        d.session.ending = new Ending(Ending.Cause.FAILED, null, event.saved(), event.detail());
        MachineLifecycle.release(d);
      }
      case STOPPED -> {}
    }
  }

  private static void evicting(Draft d, Boolean saved) {
    switch (d.phase) {
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
        d.phase == Phase.SAVING
            && d.session.ifEmpty
            && d.session.saveMessage != null
            && d.session.saveMessage.equals(event.answers());
    if (asked) {
      Idleness.callOff(d);
    }
  }

  private static void transitions(Draft d, List<Transition> transitions, long known) {
    for (Transition transition : transitions) {
      if (transition.seq() > known && transition.join()) {
        joined(d, transition);
      } else if (transition.seq() > known) {
        d.tellLater(Announce.Kind.LEAVE, new Note.Left(transition.name()), transition.key(), FLAP);
      }
    }
  }

  /** Who comes back at once never left: neither is told. */
  private static void joined(Draft d, Transition transition) {
    boolean flapped =
        d.announcements.removeIf(a -> a.isHeld(d.now) && transition.key().equals(a.player()));
    if (!flapped) {
      d.tell(Announce.Kind.JOIN, new Note.Joined(transition.name()));
    }
  }

  /** The agent has begun the restart that it was asked for. */
  private static void restarted(Draft d, MachineEvent event) {
    Session.Restart restart = d.session.restart;
    boolean begun =
        restart != null
            && event.type() != MachineEvent.Type.FAILED
            && (restart.message().equals(event.answers())
                || event.phase() == MachineEvent.GamePhase.LOADING);
    if (begun) {
      d.session.restart = null;
      ReplyUpdates.restarted(d);
    }
  }

  private static void players(Draft d, MachineEvent event) {
    List<Player> roster = event.roster();
    boolean disagree = roster != null && event.count() != null && roster.size() != event.count();
    Integer count = disagree ? null : event.count();
    boolean anybody = (count != null && count > 0) || (roster != null && !roster.isEmpty());
    boolean tooFew = count != null && count < d.server.limits().minimumPlayers();
    boolean idle = d.phase == Phase.RUNNING && tooFew;
    Players p = d.players;
    boolean joined =
        p.everJoined() || anybody || event.transitions().stream().anyMatch(Transition::join);
    d.players =
        new Players(
            roster,
            count,
            idle ? (p.emptySince() == null ? d.now : p.emptySince()) : null,
            anybody ? d.now : p.seenAt(),
            joined,
            p.extendedUntil());
    if (!idle) {
      Idleness.notIdle(d);
    }
    if (count != null) {
      d.session.peak = Math.max(d.session.peak, count);
    }
  }
}
