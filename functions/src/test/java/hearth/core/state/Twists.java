package hearth.core.state;

import hearth.core.Lists;
import hearth.core.ReplyAddress;
import hearth.core.fleet.Server;
import hearth.core.wanted.Doubt;
import hearth.core.wanted.Progress;
import hearth.core.wanted.Reply;
import java.time.Instant;
import java.util.List;

/** States changed from outside the rules, for tests that do wrong on purpose. */
public final class Twists {
  private Twists() {}

  /** Every answer passes for one that all may read. */
  public static State withNothingEphemeral(Server server, State state) {
    Draft draft = draft(server, state);
    draft.discord.replies(
        Lists.mapped(
            state.discord().replies(),
            r ->
                new Reply(
                    new ReplyAddress(
                        r.to().interaction(),
                        r.to().application(),
                        r.to().token(),
                        r.to().channel(),
                        r.to().user(),
                        r.to().locale(),
                        r.to().command(),
                        false),
                    r.follows(),
                    r.note(),
                    r.last(),
                    r.dead(),
                    new Progress(r.revision(), r.done(), r.attempts(), r.notBefore()))));
    return draft.state();
  }

  /** What a start that waits said of how long is gone. */
  public static State withoutAgainsLength(Server server, State state) {
    Draft draft = draft(server, state);
    draft.orders.againWith(null);
    return draft.state();
  }

  /** As if nobody delivered. */
  public static State withoutLease(Server server, State state) {
    Draft draft = draft(server, state);
    draft.delivery.lease(null);
    return draft.state();
  }

  /** As if no command had been taken in. */
  public static State withNothingSeen(Server server, State state) {
    Draft draft = draft(server, state);
    draft.memory.seen(List.of());
    return draft.state();
  }

  /** As if each doubt were as old as it must be to be believed, and nobody had been heard since. */
  public static State withEveryDoubtOld(Server server, State state) {
    Draft draft = draft(server, state);
    draft.azure.doubts(
        state.azure().doubts().stream()
            .map(d -> new Doubt(d.scaleSet(), d.claim(), Instant.EPOCH, d.last(), 9))
            .toList());
    if (state.machine() != null && !state.azure().doubts().isEmpty()) {
      Machine m = state.machine();
      draft.machine =
          new Machine(
              m.scaleSet(),
              m.litAt(),
              m.vmId(),
              m.address(),
              m.epoch(),
              m.seq(),
              null,
              m.joinCode());
    }
    return draft.state();
  }

  /** As if Discord had never asked to wait with an announcement. */
  public static State withoutWaits(Server server, State state) {
    Draft draft = draft(server, state);
    draft.discord.announcements(
        state.discord().announcements().stream()
            .map(a -> a.player() == null ? a.waitingUntil(null) : a)
            .toList());
    return draft.state();
  }

  /** As if a machine had had nothing told yet. */
  public static State withoutPace(Server server, State state) {
    Draft draft = draft(server, state);
    draft.discord.pace(null);
    return draft.state();
  }

  private static Draft draft(Server server, State state) {
    return new Draft(server, state, state.life().since());
  }
}
