package hearth.core.delivery;

import hearth.core.fleet.Server;
import hearth.core.note.Note;
import hearth.core.port.Ports;
import hearth.core.port.Remedy;
import hearth.core.port.Result;
import hearth.core.port.ScaleSetView;
import hearth.core.rules.MachineLifecycle;
import hearth.core.state.Draft;
import hearth.core.state.State;
import hearth.core.wanted.Scale;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The present scale set's capacity: looked at first, then written if it is still as it was seen.
 */
final class CapacityTarget implements Target {
  /**
   * Writes a capacity.
   *
   * @param etag the set's, as it was seen
   * @param isEmpty whether it was seen without a machine and with none to come
   */
  record Set(Scale scale, String etag, boolean isEmpty) implements Action<Result.Scaled> {
    @Override
    public Result.Scaled perform(Ports ports, Server server, Instant now) {
      return ports.scaleSets().begin(scale, etag);
    }

    @Override
    public void record(Draft d, Result.Scaled result) {
      if (d.azure.scale() == null || !d.scale().scaleSet().equals(scale.scaleSet())) {
        OrphanTarget.record(d, scale, result);
        return;
      }
      if (d.scale().revision() != scale.revision()) {
        return;
      }
      Scale s = d.azure.scale();
      switch (result) {
        case Result.Done done -> {
          d.azure.scale(s.tried(s.revision(), done.reference(), 0, null));
          d.azure.lookAt(null);
        }
        case Result.Stale stale -> {
          boolean often = s.attempts() >= Retry.MOST_RACES;
          Instant again = often ? d.now.plus(Retry.SHORT) : null;
          d.azure.scale(s.tried(s.done(), s.operation(), s.attempts() + 1, again));
        }
        case Result.NoMachine none -> {
          if (s.capacity() == 1) {
            MachineLifecycle.notGiven(d, none.remedy(), none.code(), none.message());
          } else if (none.remedy() == Remedy.NEXT_PLACEMENT) {
            postpone(d, d.now.plus(Retry.SHORT));
          } else {
            refused(d, s, new Result.Refused(none.code(), none.message()));
          }
        }
        case Result.Refused refused -> refused(d, s, refused);
        case Result.Later later ->
            postpone(d, d.now.plus(Retry.wait(later, Retry.backOff(s.attempts()))));
      }
    }

    /** The set is no longer as it was seen. */
    @Override
    public Findings learn(Findings before, Result.Scaled result) {
      return before.seeing(null);
    }

    private void refused(Draft d, Scale s, Result.Refused refused) {
      if (s.capacity() == 1) {
        MachineLifecycle.refused(d, refused.code(), refused.message());
        return;
      }
      if (isEmpty) {
        // A set that cannot be written, such as a locked one, need not be: nothing there costs
        // money.
        d.azure.scale(s.tried(s.revision(), null, 0, null));
        d.azure.lookAt(null);
        return;
      }
      d.tellOperatorOnce(
          "capacity", new Note.AzureRefused(s.scaleSet(), refused.code(), refused.message()));
      postpone(d, d.now.plus(Retry.LONG));
    }

    @Override
    public Result.Scaled unsure(Result.Later later) {
      return later;
    }

    @Override
    public String toString() {
      return "capacity " + scale.scaleSet() + "=" + scale.capacity();
    }
  }

  /** Neither the look nor the write it was for is tried before. */
  static void postpone(Draft d, Instant again) {
    d.azure.lookAt(again);
    if (!d.scale().isDone()) {
      d.azure.scale(
          d.scale()
              .tried(d.scale().done(), d.scale().operation(), d.scale().attempts() + 1, again));
    }
  }

  @Override
  public @Nullable Action<?> due(Server server, State state, Findings findings, Instant now) {
    Scale scale = state.azure().scale();
    if (scale == null || scale.isDone() || !Target.isDue(scale.notBefore(), now)) {
      return null;
    }
    if (scale.capacity() > 0 && !state.azure().inbox().isEmpty()) {
      // A machine that comes up must find its key waiting.
      return null;
    }
    ScaleSetView seen = findings.of(scale.scaleSet());
    return seen != null
        ? new Set(scale, seen.etag(), seen.isEmpty())
        : new LookTarget.Look(scale.scaleSet(), scale.operation());
  }

  @Override
  public @Nullable Instant retryAt(Draft d) {
    return isSettled(d) ? null : d.scale().notBefore();
  }

  @Override
  public boolean isSettled(Draft d) {
    return d.azure.scale() == null || d.scale().isDone();
  }
}
