package hearth.bench.scale;

import hearth.core.CommandName;
import hearth.core.event.Event;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** The cost of one event after many others, in memory. */
final class History {
  private static final int WARM_UP = 10_000;
  private static final int BLOCKS = 40;
  private static final int EVENTS_IN_BLOCK = 1_000;
  private static final int SESSIONS = 400;
  private static final int EVENTS_IN_SESSION = 100;

  /** So many ids of commands are remembered; before that a state still grows. */
  private static final int COMMANDS = 500;

  private History() {}

  /** Joins and leaves in one long session. */
  static List<Cost> ofEvents(Deployment deployment) {
    prepare(deployment);
    List<Cost> costs = new ArrayList<>();
    for (int block = 0; block < BLOCKS; block++) {
      costs.add(Cost.of(deployment, EVENTS_IN_BLOCK));
    }
    return costs;
  }

  /** Joins and leaves in many sessions, one a day. */
  static List<Cost> ofSessions(Deployment deployment) {
    prepare(deployment);
    List<Cost> costs = new ArrayList<>();
    for (int session = 0; session < SESSIONS; session++) {
      end(deployment);
      deployment.later(Duration.ofDays(1));
      deployment.light();
      costs.add(Cost.of(deployment, EVENTS_IN_SESSION));
    }
    return costs;
  }

  private static void prepare(Deployment deployment) {
    deployment.light();
    Crowd crowd = deployment.crowds().getFirst();
    for (int i = 0; i < COMMANDS; i++) {
      deployment.handle(crowd, crowd.asked(CommandName.STATUS, deployment.now()), 0);
    }
    Cost.of(deployment, WARM_UP);
  }

  private static void end(Deployment deployment) {
    Crowd crowd = deployment.crowds().getFirst();
    deployment.handle(crowd, crowd.stopped(), 0);
    deployment.handle(crowd, new Event.Swept(), 0);
    deployment.handle(crowd, new Event.Swept(), 0);
  }
}
