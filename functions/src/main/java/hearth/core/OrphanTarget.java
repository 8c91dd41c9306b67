package hearth.core;

import java.time.Instant;

/** Other scale sets of the server that hold what no session wants, to be emptied. */
final class OrphanTarget implements Target {

  /** The sweep looks whether it is really empty then, and begins anew where it is not. */
  static void record(Draft d, Scale asked, Result.Scaled result) {
    d.strays.removeIf(stray -> stray.scaleSet().equals(asked.scaleSet()));
    if (result instanceof Result.Done) {
      return;
    }
    if (result instanceof Result.Refused refused) {
      d.tellOperatorOnce(
          "stray", new Note.AzureRefused(asked.scaleSet(), refused.code(), refused.message()));
    }
    Instant again =
        d.now.plus(Retry.wait(result, result instanceof Result.Refused ? Retry.LONG : Retry.SHORT));
    d.strays.add(asked.tried(0, null, asked.attempts() + 1, again));
  }

  static void notSeen(Draft d, String scaleSet, Instant again) {
    d.strays.replaceAll(
        stray ->
            stray.scaleSet().equals(scaleSet)
                ? stray.tried(0, null, stray.attempts() + 1, again)
                : stray);
  }

  @Override
  public Action<?> due(Server server, State state, Findings findings, Instant now) {
    for (Scale stray : state.strays()) {
      if (Target.isDue(stray.notBefore(), now)) {
        return findings.hasSeen(stray.scaleSet())
            ? new CapacityTarget.Set(stray, findings.observed().etag(), false)
            : new LookTarget.Look(stray.scaleSet(), null);
      }
    }
    return null;
  }

  @Override
  public Instant retryAt(Draft d) {
    Instant next = null;
    for (Scale stray : d.strays) {
      next = d.sooner(next, stray.notBefore());
    }
    return next;
  }

  @Override
  public boolean isSettled(Draft d) {
    return d.strays.isEmpty();
  }
}
