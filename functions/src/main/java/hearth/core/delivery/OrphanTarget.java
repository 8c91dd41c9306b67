package hearth.core.delivery;

import hearth.core.Lists;
import hearth.core.fleet.Server;
import hearth.core.note.Note;
import hearth.core.port.Result;
import hearth.core.port.ScaleSetView;
import hearth.core.state.Draft;
import hearth.core.state.State;
import hearth.core.wanted.Scale;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Other scale sets of the server that hold what no session wants, to be emptied. */
final class OrphanTarget implements Target {

  /** The sweep looks whether it is really empty then, and begins anew where it is not. */
  static void record(Draft d, Scale asked, Result.Scaled result) {
    d.azure.orphans(
        Lists.without(d.azure.orphans(), stray -> stray.scaleSet().equals(asked.scaleSet())));
    if (result instanceof Result.Done) {
      return;
    }
    if (result instanceof Result.Refused refused) {
      d.tellOperatorOnce(
          "stray", new Note.AzureRefused(asked.scaleSet(), refused.code(), refused.message()));
    }
    Instant again =
        d.now.plus(Retry.wait(result, result instanceof Result.Refused ? Retry.LONG : Retry.SHORT));
    d.azure.orphans(
        Lists.plus(d.azure.orphans(), asked.tried(0, null, asked.attempts() + 1, again)));
  }

  static void notSeen(Draft d, String scaleSet, Instant again) {
    d.azure.orphans(
        Lists.mapped(
            d.azure.orphans(),
            stray ->
                stray.scaleSet().equals(scaleSet)
                    ? stray.tried(0, null, stray.attempts() + 1, again)
                    : stray));
  }

  @Override
  public @Nullable Action<?> due(Server server, State state, Findings findings, Instant now) {
    for (Scale stray : state.azure().orphans()) {
      if (Target.isDue(stray.notBefore(), now)) {
        ScaleSetView seen = findings.of(stray.scaleSet());
        return seen != null
            ? new CapacityTarget.Set(stray, seen.etag(), false)
            : new LookTarget.Look(stray.scaleSet(), null);
      }
    }
    return null;
  }

  @Override
  public @Nullable Instant retryAt(Draft d) {
    Instant next = null;
    for (Scale stray : d.azure.orphans()) {
      next = d.sooner(next, stray.notBefore());
    }
    return next;
  }

  @Override
  public boolean isSettled(Draft d) {
    return d.azure.orphans().isEmpty();
  }
}
