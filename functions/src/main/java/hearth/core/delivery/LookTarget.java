package hearth.core.delivery;

import hearth.core.Lists;
import hearth.core.Phase;
import hearth.core.fleet.Server;
import hearth.core.note.Note;
import hearth.core.port.Ports;
import hearth.core.port.Result;
import hearth.core.rules.Looks;
import hearth.core.rules.MachineLifecycle;
import hearth.core.state.Doubts;
import hearth.core.state.Draft;
import hearth.core.state.State;
import hearth.core.wanted.Doubt;
import hearth.core.wanted.Scale;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Looks at scale sets: the present one when that is due, all of them after a sweep. */
final class LookTarget implements Target {
  record Look(String scaleSet, @Nullable String operation) implements Action<Result.Seen> {
    @Override
    public Result.Seen perform(Ports ports, Server server, Instant now) {
      return ports.scaleSets().look(scaleSet, operation);
    }

    @Override
    public void record(Draft d, Result.Seen result) {
      switch (result) {
        case Result.Looked looked -> Looks.looked(d, looked.view());
        case Result.Unseen unseen -> unseen(d, unseen);
      }
    }

    @Override
    public Findings learn(Findings before, Result.Seen result) {
      return result instanceof Result.Looked looked ? before.seeing(looked.view()) : before;
    }

    private void unseen(Draft d, Result.Unseen unseen) {
      d.azure.pendingChecks(Lists.minus(d.azure.pendingChecks(), scaleSet));
      Instant again = d.now.plus(Retry.wait(unseen, Retry.SHORT));
      OrphanTarget.notSeen(d, scaleSet, again);
      SurplusTarget.notSeen(d, scaleSet, again);
      boolean present = d.azure.scale() != null && d.scale().scaleSet().equals(scaleSet);
      switch (unseen) {
        case Result.Refused refused -> refused(d, present, refused);
        case Result.Later later -> {
          if (present) {
            CapacityTarget.postpone(d, again);
          }
        }
      }
    }

    private void refused(Draft d, boolean present, Result.Refused refused) {
      if (present && d.life.phase() == Phase.ALLOCATING) {
        if (!Doubts.isBelieved(d, scaleSet, Doubt.Claim.UNREADABLE)) {
          CapacityTarget.postpone(d, d.now.plus(Retry.UNREADABLE));
          return;
        }
        MachineLifecycle.refused(d, refused.code(), refused.message());
      } else {
        d.tellOperatorOnce(
            "look " + scaleSet, new Note.AzureRefused(scaleSet, refused.code(), refused.message()));
      }
      if (present) {
        CapacityTarget.postpone(d, d.now.plus(Retry.LONG));
      }
    }

    @Override
    public Result.Seen unsure(Result.Later later) {
      return later;
    }

    @Override
    public String toString() {
      return "look " + scaleSet;
    }
  }

  @Override
  public @Nullable Action<?> due(Server server, State state, Findings findings, Instant now) {
    Scale scale = state.azure().scale();
    if (scale != null
        && scale.isDone()
        && state.azure().lookAt() != null
        && Target.isDue(state.azure().lookAt(), now)) {
      return new Look(scale.scaleSet(), scale.operation());
    }
    if (state.azure().pendingChecks().isEmpty()) {
      return null;
    }
    String swept = state.azure().pendingChecks().getFirst();
    return new Look(
        swept, scale != null && scale.scaleSet().equals(swept) ? scale.operation() : null);
  }

  @Override
  public Instant retryAt(Draft d) {
    return d.azure.lookAt();
  }

  /** The sweep's own looks need no tick: if their host dies, the next sweep looks again. */
  @Override
  public boolean isSettled(Draft d) {
    return true;
  }
}
