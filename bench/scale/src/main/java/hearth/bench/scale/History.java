package hearth.bench.scale;

import hearth.core.CommandName;
import hearth.core.Event;
import java.util.ArrayList;
import java.util.List;

/** What one event costs after many others. */
final class History {
  private static final int WARM_UP = 5_000;
  private static final int BLOCKS = 40;
  private static final int EVENTS_IN_BLOCK = 1_000;
  private static final int SESSIONS = 400;
  private static final int EVENTS_IN_SESSION = 100;
  private static final int COMMANDS_IN_BLOCK = 30;

  private History() {}

  /**
   * A cost that was followed.
   *
   * @param what the cost and its unit
   * @param slope over the steps
   * @param steps how many there were
   */
  record Found(String what, Slope slope, double steps) {}

  /** Joins and leaves in one long session. */
  static Found ofEvents(Deployment deployment) {
    deployment.light();
    repeat(deployment, WARM_UP);
    List<Slope.Point> points = new ArrayList<>();
    for (int block = 0; block < BLOCKS; block++) {
      points.add(new Slope.Point(block, repeat(deployment, EVENTS_IN_BLOCK)));
    }
    return new Found("memory, µs a join or leave, 40,000 in one session", Slope.of(points), BLOCKS);
  }

  /** Joins and leaves in many sessions. */
  static Found ofSessions(Deployment deployment) {
    deployment.light();
    repeat(deployment, WARM_UP);
    List<Slope.Point> points = new ArrayList<>();
    for (int session = 0; session < SESSIONS; session++) {
      end(deployment);
      deployment.light();
      points.add(new Slope.Point(session, repeat(deployment, EVENTS_IN_SESSION)));
    }
    return new Found("memory, µs a join or leave, 400 sessions", Slope.of(points), SESSIONS);
  }

  /**
   * What is sent to the table. The ids of the newest 500 commands are kept, so it grows until then.
   */
  static Found bytes(Deployment deployment) {
    deployment.light();
    Crowd crowd = deployment.crowds().getFirst();
    for (int i = 0; i < 500; i++) {
      deployment.handle(crowd, crowd.asked(CommandName.STATUS), 0);
    }
    List<Slope.Point> points = new ArrayList<>();
    Transactions tables = deployment.storage().tables();
    for (int block = 0; block < 10; block++) {
      long bytes = tables.bytes();
      long saves = deployment.store().counts().saves();
      for (int i = 0; i < COMMANDS_IN_BLOCK; i++) {
        deployment.handle(crowd, crowd.asked(CommandName.STATUS), 0);
        deployment.handle(crowd, crowd.comesOrGoes(), 0);
      }
      double each =
          (tables.bytes() - bytes) / (double) (deployment.store().counts().saves() - saves);
      points.add(new Slope.Point(block, each));
    }
    return new Found(
        "Azurite, bytes a save, from the 500th to the 800th command", Slope.of(points), 10);
  }

  private static void end(Deployment deployment) {
    Crowd crowd = deployment.crowds().getFirst();
    deployment.handle(crowd, crowd.stopped(), 0);
    deployment.handle(crowd, new Event.Swept(), 0);
    deployment.handle(crowd, new Event.Swept(), 0);
  }

  /** How many microseconds one took on average. */
  private static double repeat(Deployment deployment, int events) {
    Crowd crowd = deployment.crowds().getFirst();
    long begin = System.nanoTime();
    for (int i = 0; i < events; i++) {
      deployment.handle(crowd, crowd.comesOrGoes(), 0);
    }
    return (System.nanoTime() - begin) / 1e3 / events;
  }
}
