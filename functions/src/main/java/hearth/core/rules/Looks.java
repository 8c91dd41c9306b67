package hearth.core.rules;

import hearth.core.Ending;
import hearth.core.Lists;
import hearth.core.Phase;
import hearth.core.fleet.Placement;
import hearth.core.note.Note;
import hearth.core.port.ScaleSetView;
import hearth.core.state.Doubts;
import hearth.core.state.Draft;
import hearth.core.state.Life;
import hearth.core.wanted.Doubt;
import hearth.core.wanted.Scale;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * What follows from a look at a scale set: a machine that has come, gone or stayed, and one that
 * nobody asked for.
 */
public final class Looks {
  /** The operator is told of a machine that takes longer than this to go away. */
  private static final Duration STUCK = Duration.ofMinutes(15);

  /** How soon a machine that Azure failed to take back is given back again. */
  private static final Duration AGAIN = Duration.ofMinutes(1);

  private Looks() {}

  /** The sweep looks at every set of the server, whatever the state believes. */
  static void sweep(Draft d) {
    d.azure.pendingChecks(everySet(d));
    if (d.delivery.tick() != null && d.delivery.tick().due().plusSeconds(60).isBefore(d.now)) {
      d.delivery.tick(null);
    }
  }

  static List<String> everySet(Draft d) {
    return d.server.machines().placements().stream().map(Placement::scaleSet).distinct().toList();
  }

  /** The rules for a look at a scale set. */
  public static void looked(Draft d, ScaleSetView view) {
    d.azure.pendingChecks(Lists.minus(d.azure.pendingChecks(), view.scaleSet()));
    if (d.azure.scale() == null || !view.scaleSet().equals(d.scale().scaleSet())) {
      foreign(d, view);
      Doubts.forgetUnseen(d, view.scaleSet());
      return;
    }
    d.azure.lookAt(null);
    seen(d, view);
    Doubts.forgetUnseen(d, view.scaleSet());
  }

  private static void seen(Draft d, ScaleSetView view) {
    switch (d.life.phase()) {
      case STOPPED -> foreign(d, view);
      case ALLOCATING -> allocating(d, view);
      case BOOTING, LOADING, RUNNING, SAVING -> present(d, view);
      case DEALLOCATING -> deallocating(d, view);
    }
  }

  private static void allocating(Draft d, ScaleSetView view) {
    if (!d.scale().isDone()) {
      return;
    }
    if (view.operation() instanceof ScaleSetView.Operation.Failed failed && !Doubts.isHeard(d)) {
      MachineLifecycle.notGiven(d, failed.remedy(), failed.code(), failed.message());
      return;
    }
    Optional<ScaleSetView.Instance> instance = SurplusMachines.own(d, view);
    if (instance.isPresent()) {
      d.machine = d.machine().seen(instance.get().vmId(), instance.get().address());
      operationOver(d);
      d.enter(Phase.BOOTING);
      SurplusMachines.found(d, view);
    } else if (!view.instances().isEmpty()) {
      // On its way in or out: Azure has not made up its mind, and the phase's time bounds it.
      return;
    } else if (view.capacity() == 0 && view.settled()) {
      // Azure's own book-keeping after an eviction can undo a capacity that was just set.
      d.want(d.scale().scaleSet(), d.scale().size(), 1);
    } else if (!(view.operation() instanceof ScaleSetView.Operation.Running)) {
      operationOver(d);
    }
  }

  private static void present(Draft d, ScaleSetView view) {
    Optional<ScaleSetView.Instance> own = SurplusMachines.own(d, view);
    if (own.isPresent()) {
      d.machine = d.machine().seen(own.get().vmId(), own.get().address());
      SurplusMachines.found(d, view);
    } else if (d.scale().isDone() && view.settled() && !view.hasUnknown()) {
      absent(d);
    }
  }

  private static void absent(Draft d) {
    String scaleSet = d.scale().scaleSet();
    if (Doubts.isHeard(d)) {
      Doubts.outweighed(d, scaleSet, Doubt.Claim.VANISHED);
    } else if (Doubts.isBelieved(d, scaleSet, Doubt.Claim.VANISHED)) {
      vanished(d);
    }
  }

  private static void vanished(Draft d) {
    if (d.life.phase() == Phase.SAVING) {
      d.saved(Boolean.FALSE);
      MachineLifecycle.release(d);
    } else {
      MachineLifecycle.lost(d, false, null);
    }
  }

  private static void deallocating(Draft d, ScaleSetView view) {
    if (view.isEmpty() && isNothingUnderWay(d)) {
      emptied(d, view);
      return;
    }
    boolean over =
        d.scale().isDone() && !(view.operation() instanceof ScaleSetView.Operation.Running);
    if (over && view.operation() instanceof ScaleSetView.Operation.Failed failed) {
      notTaken(d, failed);
    } else if (over && view.capacity() != 0) {
      d.want(d.scale().scaleSet(), d.scale().size(), 0);
    } else if (over) {
      operationOver(d);
    }
    if (d.hasLasted(STUCK)) {
      long minutes = Duration.between(d.life.since(), d.now).toMinutes();
      d.tellOperatorOnce(
          "stuck", new Note.Stuck(d.scale().scaleSet(), Phase.DEALLOCATING, minutes));
    }
  }

  /** The operation's own word and an empty list agree; a list alone is looked at once more. */
  private static void emptied(Draft d, ScaleSetView view) {
    boolean said = view.operation() instanceof ScaleSetView.Operation.Succeeded;
    if (said || Doubts.isBelieved(d, view.scaleSet(), Doubt.Claim.EMPTIED)) {
      MachineLifecycle.gone(d);
    }
  }

  /** Azure took the wish and failed at it, and what is there costs money: told, and asked again. */
  private static void notTaken(Draft d, ScaleSetView.Operation.Failed failed) {
    d.tellOperatorOnce(
        "capacity", new Note.AzureRefused(d.scale().scaleSet(), failed.code(), failed.message()));
    d.want(d.scale().scaleSet(), d.scale().size(), 0);
    Scale wish = d.scale();
    d.azure.scale(wish.tried(wish.done(), null, 0, d.now.plus(AGAIN)));
  }

  /**
   * Whether no write of a capacity can still land: a host that stood still might make one with the
   * ETag it saw, until another write has changed it.
   */
  private static boolean isNothingUnderWay(Draft d) {
    return d.scale().done() >= d.scale().revision() - 1;
  }

  private static void operationOver(Draft d) {
    d.azure.scale(d.scale().operationOver());
  }

  /** A machine where none should be. */
  private static void foreign(Draft d, ScaleSetView view) {
    if (view.capacity() == 0 && view.instances().isEmpty()) {
      return;
    }
    if (!Doubts.isBelieved(d, view.scaleSet(), Doubt.Claim.FOREIGN)) {
      return;
    }
    Life.Forgotten known = Doubts.forgotten(d);
    boolean forgotten = known != null && isThere(known, view);
    if (known != null && !forgotten) {
      return; // What it is to the forgotten one is known once that one is taken over.
    }
    if (d.life.phase() != Phase.STOPPED) {
      // The world is on another machine: this one is given back, whatever the settings say.
      d.orphan(view.scaleSet());
      d.tellOperatorOnce("foreign " + view.scaleSet(), new Note.Foreign(view.scaleSet(), false));
      return;
    }
    boolean adopt =
        forgotten || (d.server.machines().adoptForeign() && !view.instances().isEmpty());
    Placement placement = placementOf(d, view.scaleSet());
    MachineLifecycle.open(d, null);
    d.placing.placement(d.server.machines().placements().indexOf(placement));
    d.placing.lit(Lists.plus(d.placing.lit(), placement.scaleSet() + " " + placement.size()));
    if (!forgotten) { // One that is keeps its own, by which its reports are proved.
      d.life.generation(d.life.generation() + 1);
    }
    MachineLifecycle.expect(d, view.scaleSet());
    d.want(view.scaleSet(), placement.size(), adopt ? 1 : 0);
    d.tellOperator(new Note.Foreign(view.scaleSet(), adopt));
    if (adopt) {
      d.enter(Phase.ALLOCATING);
    } else {
      d.session().ending(new Ending(Ending.Cause.FOREIGN, null, null, null));
      MachineLifecycle.release(d);
    }
  }

  private static boolean isThere(Life.Forgotten known, ScaleSetView view) {
    return view.instances().stream()
        .anyMatch(one -> known.vmId() == null || known.vmId().equals(one.vmId()));
  }

  private static Placement placementOf(Draft d, String scaleSet) {
    return d.server.machines().placements().stream()
        .filter(placement -> placement.scaleSet().equals(scaleSet))
        .findFirst()
        .orElse(d.server.machines().placements().getFirst());
  }
}
