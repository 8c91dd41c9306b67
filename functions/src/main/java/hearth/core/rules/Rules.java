package hearth.core.rules;

import hearth.core.Lists;
import hearth.core.Snowflake;
import hearth.core.event.Event;
import hearth.core.event.MachineEvent;
import hearth.core.state.Draft;
import hearth.core.update.AnnouncementUpdates;
import hearth.core.update.ReplyUpdates;
import hearth.core.update.SessionUpdates;
import hearth.core.wanted.Scale;
import hearth.core.wanted.Tick;
import java.time.Duration;

/**
 * The rules' one entrance. They know neither Azure nor Discord; what they want of them stands in
 * the state that they change.
 */
public final class Rules {
  /** An interaction is remembered this long: a queue may hand a command out twice. */
  private static final Duration SEEN = Duration.ofMinutes(20);

  private Rules() {}

  /** Takes an event in; false where it is old news from which nothing follows at all. */
  public static boolean take(Draft d, Event event) {
    switch (event) {
      case Event.Asked asked -> Commands.take(d, asked);
      case Event.Forgotten forgotten -> Commands.forget(d, forgotten.user());
      case Event.Ticked ticked -> {
        Tick tick = d.delivery.tick();
        if (tick == null || tick.n() != ticked.n()) {
          return false;
        }
        d.delivery.tick(null);
      }
      case Event.Poisoned poisoned -> Commands.poisoned(d, poisoned);
      case Event.Swept swept -> Looks.sweep(d);
      case MachineEvent report -> Reports.take(d, report);
    }
    return true;
  }

  /** The rules that apply after every event and every call. */
  public static void settle(Draft d) {
    Timers.fire(d);
    Scale scale = d.azure.scale();
    if (scale != null) {
      // A set that the session itself uses now is not emptied beside it.
      d.azure.orphans(
          Lists.without(d.azure.orphans(), one -> one.scaleSet().equals(scale.scaleSet())));
    }
    SurplusMachines.settle(d);
    d.pointName();
    SessionUpdates.privateChannel(d);
    SessionUpdates.ready(d);
    d.memory.seen(
        Lists.without(d.memory.seen(), id -> Snowflake.time(id).plus(SEEN).isBefore(d.now)));
    ReplyUpdates.apply(d);
    AnnouncementUpdates.apply(d);
    SessionUpdates.message(d);
  }
}
