package hearth.core.rules;

import hearth.core.Lists;
import hearth.core.Phase;
import hearth.core.note.Note;
import hearth.core.port.ScaleSetView;
import hearth.core.port.ScaleSetView.Instance;
import hearth.core.state.Doubts;
import hearth.core.state.Draft;
import hearth.core.wanted.Doubt;
import hearth.core.wanted.Surplus;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Machines beside the session's own in the set in use, come or still to come: a capacity that
 * somebody set by hand, or one more than was asked for. The session's own is the one that took its
 * hello.
 */
public final class SurplusMachines {
  private SurplusMachines() {}

  /** The session's own machine, as far as the look shows it. */
  static Optional<Instance> own(Draft d, ScaleSetView view) {
    String known = d.machine().vmId();
    return known == null
        // Of several the first, until a report says which took the hello: it was made first.
        ? candidates(view).findFirst()
        : view.instances().stream().filter(one -> known.equals(one.vmId())).findFirst();
  }

  /** A machine that is on its way out, or whose identity Azure does not tell, is nobody's own. */
  private static Stream<Instance> candidates(ScaleSetView view) {
    return view.instances().stream().filter(one -> one.vmId() != null && !one.going());
  }

  /** The session's own is there; whoever else is goes, once several looks have shown it. */
  static void found(Draft d, ScaleSetView view) {
    String own = d.machine().vmId();
    List<Instance> others = candidates(view).filter(one -> !one.vmId().equals(own)).toList();
    d.azure.surplus(
        Lists.without(
            d.azure.surplus(),
            one -> others.stream().noneMatch(other -> other.vmId().equals(one.vmId()))));
    List<Instance> unknown =
        others.stream()
            .filter(
                other ->
                    d.azure.surplus().stream().noneMatch(one -> one.vmId().equals(other.vmId())))
            .toList();
    boolean alone = others.isEmpty() && view.instances().size() == 1;
    boolean toCome = alone && view.capacity() > 1 && d.scale().isDone() && view.settled();
    boolean doubtful = !unknown.isEmpty() || toCome;
    if (!doubtful || !Doubts.isBelieved(d, view.scaleSet(), Doubt.Claim.SURPLUS)) {
      return;
    }
    if (toCome) {
      // It is told alone: which of two Azure would take with a capacity of 1, nobody says.
      d.tellOperatorOnce(
          "capacity of " + view.scaleSet(),
          new Note.TooMuchCapacity(view.scaleSet(), view.capacity()));
      return;
    }
    d.tellOperatorOnce("surplus in " + view.scaleSet(), new Note.Foreign(view.scaleSet(), false));
    for (Instance one : unknown) {
      d.azure.surplus(
          Lists.plus(d.azure.surplus(), new Surplus(view.scaleSet(), one.vmId(), 0, null)));
    }
  }

  /**
   * One was removed. Before the game is up it may have been the one that took the session's hello:
   * the one that stays is told again who it is, which changes nothing if it knows.
   */
  public static void removed(Draft d) {
    Phase phase = d.life.phase();
    if (phase == Phase.BOOTING && d.machine != null && !Doubts.isHeard(d)) {
      MachineLifecycle.hello(d);
    }
  }

  /** Without a machine of its own in that set a session has no surplus there. */
  static void settle(Draft d) {
    boolean with = d.life.phase().hasMachine() && d.machine != null && d.machine.vmId() != null;
    if (!with) {
      d.azure.surplus(List.of());
    }
  }
}
