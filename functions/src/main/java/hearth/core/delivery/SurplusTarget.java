package hearth.core.delivery;

import hearth.core.Lists;
import hearth.core.fleet.Server;
import hearth.core.note.Note;
import hearth.core.port.Ports;
import hearth.core.port.Result;
import hearth.core.port.ScaleSetView;
import hearth.core.rules.SurplusMachines;
import hearth.core.state.Draft;
import hearth.core.state.State;
import hearth.core.wanted.Scale;
import hearth.core.wanted.Surplus;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Machines beside the session's own in its scale set, each removed alone. Which they are is looked
 * up under the lease, just before.
 */
final class SurplusTarget implements Target {
  /**
   * Removes one.
   *
   * @param instance its number within the set, as just seen; null where it is gone already
   */
  record Remove(Surplus surplus, @Nullable String instance) implements Action<Result.Delivered> {
    @Override
    public Result.Delivered perform(Ports ports, Server server, Instant now) {
      return instance == null
          ? new Result.Done(null)
          : ports.scaleSets().remove(surplus.scaleSet(), instance);
    }

    @Override
    public void record(Draft d, Result.Delivered result) {
      switch (result) {
        case Result.Done done -> {
          d.azure.surplus(Lists.without(d.azure.surplus(), this::isIt));
          if (instance != null) {
            SurplusMachines.removed(d);
          }
        }
        case Result.Later later -> again(d, Retry.wait(later, Retry.backOff(surplus.attempts())));
        case Result.Refused refused -> {
          d.tellOperatorOnce(
              "surplus",
              new Note.AzureRefused(surplus.scaleSet(), refused.code(), refused.message()));
          again(d, Retry.LONG);
        }
      }
    }

    private void again(Draft d, Duration wait) {
      d.azure.surplus(
          Lists.mapped(
              d.azure.surplus(), other -> isIt(other) ? other.later(d.now.plus(wait)) : other));
    }

    private boolean isIt(Surplus other) {
      return other.vmId().equals(surplus.vmId());
    }

    /** The set is no longer as it was seen. */
    @Override
    public Findings learn(Findings before, Result.Delivered result) {
      return before.seeing(null);
    }

    @Override
    public Result.Delivered unsure(Result.Later later) {
      return later;
    }

    @Override
    public String toString() {
      return "remove " + surplus.scaleSet() + "/" + instance;
    }
  }

  static void notSeen(Draft d, String scaleSet, Instant again) {
    d.azure.surplus(
        Lists.mapped(
            d.azure.surplus(), one -> one.scaleSet().equals(scaleSet) ? one.later(again) : one));
  }

  @Override
  public @Nullable Action<?> due(Server server, State state, Findings findings, Instant now) {
    for (Surplus surplus : state.azure().surplus()) {
      boolean own =
          state.machine() == null
              || state.machine().vmId() == null
              || state.machine().vmId().equals(surplus.vmId());
      if (!own && Target.isDue(surplus.notBefore(), now)) {
        ScaleSetView seen = findings.of(surplus.scaleSet());
        Scale scale = state.azure().scale();
        return seen != null
            ? new Remove(surplus, instance(seen, surplus).orElse(null))
            : new LookTarget.Look(surplus.scaleSet(), scale == null ? null : scale.operation());
      }
    }
    return null;
  }

  private static Optional<String> instance(ScaleSetView view, Surplus surplus) {
    return view.instances().stream()
        .filter(instance -> surplus.vmId().equals(instance.vmId()) && !instance.going())
        .map(ScaleSetView.Instance::id)
        .findFirst();
  }

  @Override
  public @Nullable Instant retryAt(Draft d) {
    Instant next = null;
    for (Surplus surplus : d.azure.surplus()) {
      next = d.sooner(next, surplus.notBefore());
    }
    return next;
  }

  @Override
  public boolean isSettled(Draft d) {
    return d.azure.surplus().isEmpty();
  }
}
