package hearth.core.rules;

import hearth.core.Phase;
import hearth.core.Player;
import hearth.core.event.MachineEvent;
import hearth.core.event.Presence;
import hearth.core.event.Presence.Verdict;
import hearth.core.event.Transition;
import hearth.core.state.Draft;
import hearth.core.state.Players;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Who is on, by a machine's report. The agent's verdict decides where it gives one: it rests on
 * every source of the game's profile, and the agent holds to it in its own last look before an
 * automatic stop. Where it gives none, the log's count does.
 */
final class Roster {
  private Roster() {}

  static void take(Draft d, MachineEvent event) {
    Players before = d.players;
    Presence presence = event.condition().presence();
    Integer count = count(event);
    boolean anybody =
        presence == null
            ? (count != null && count > 0) || !isEmpty(event.online().roster())
            : presence.verdict() == Verdict.PRESENT;
    boolean running = d.life.phase() == Phase.RUNNING;
    boolean idle = running && count != null && count < d.server.limits().stops().minimumPlayers();
    boolean unknown = running && presence != null && presence.verdict() == Verdict.UNKNOWN;
    boolean joined = event.online().transitions().stream().anyMatch(Transition::join);
    d.players =
        new Players(
            presence != null && presence.verdict() == Verdict.ABSENT
                ? List.of()
                : event.online().roster(),
            count,
            since(idle, before.emptySince(), d.now),
            anybody ? d.now : before.seenAt(),
            before.everJoined() || anybody || joined,
            before.extendedUntil(),
            since(unknown, before.unknownSince(), d.now),
            presence == null || presence.evidence().isEmpty()
                ? before.evidence()
                : presence.evidence());
    if (!idle) {
      Idleness.notIdle(d);
    }
    if (count != null) {
      d.tally.peak(Math.max(d.tally.peak(), count));
    }
  }

  /** How many are on; null where that is not known, also where two of its signs disagree. */
  private static @Nullable Integer count(MachineEvent event) {
    Presence presence = event.condition().presence();
    if (presence != null) {
      return presence.count(event.online().count());
    }
    boolean disagree =
        event.online().roster() != null
            && event.online().count() != null
            && event.online().roster().size() != event.online().count();
    return disagree ? null : event.online().count();
  }

  private static boolean isEmpty(List<Player> roster) {
    return roster == null || roster.isEmpty();
  }

  private static @Nullable Instant since(boolean holds, @Nullable Instant before, Instant now) {
    if (!holds) {
      return null;
    }
    return before == null ? now : before;
  }
}
