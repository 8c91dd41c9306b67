package hearth.app;

import hearth.app.settings.BadSettings;
import hearth.app.settings.Settings;
import hearth.azure.queue.MachineKey;
import hearth.bell.BellDoor;
import hearth.bell.Pace;
import hearth.discord.interaction.Rejections;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.logging.Level;
import java.util.logging.Logger;

/** The bell as the settings make it, and the look that follows a right ring. */
final class Bells {
  /** A look lasts as long as what it found is handled; beyond so many the trigger must do. */
  private static final int MOST_LOOKS = 4;

  private final Look look;
  private final Rejections rejections = new Rejections();
  private final Pace pace = new Pace();
  private final Semaphore looks = new Semaphore(MOST_LOOKS);
  private final BellDoor door;
  private final boolean isOn;
  private String problem;

  /** One look at the queue. */
  @FunctionalInterface
  interface Look {
    /**
     * Looks, and handles what it finds.
     *
     * @throws RuntimeException where the queue cannot be read
     */
    void now(Logger log);
  }

  Bells(Map<String, String> environment, Look look) {
    this.look = look;
    BellDoor made = null;
    boolean on = true;
    try {
      Settings.ForBell settings = Settings.bell(environment);
      on = settings.isOn();
      made =
          new BellDoor(
              (server, generation) ->
                  settings.fleet().server(server) == null
                      ? null
                      : MachineKey.of(settings.masterSecret(), server, generation));
    } catch (BadSettings e) {
      problem = e.getMessage();
    }
    door = made;
    isOn = on;
  }

  /**
   * Rings once.
   *
   * @param body the request's, or null
   * @return the HTTP status of the answer; 503 where the queue could not be looked at, which is
   *     then left to its trigger
   */
  int ring(String body, Logger log) {
    if (!isOn) {
      return 404;
    }
    if (door == null) {
      tellProblem(log);
      return 500;
    }
    Instant now = Instant.now();
    int status = door.status(body, now);
    if (status == 204) {
      return look(log);
    }
    String line = rejections.count(status, now);
    if (line != null) {
      log.warning("bell: " + line);
    }
    return status;
  }

  private int look(Logger log) {
    if (!looks.tryAcquire()) {
      return 204;
    }
    try {
      if (pace.awaitTurn()) {
        look.now(log);
      }
      return 204;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return 503;
    } catch (RuntimeException e) {
      log.log(Level.WARNING, "the reports cannot be looked for; the trigger finds them", e);
      return 503;
    } finally {
      looks.release();
    }
  }

  private synchronized void tellProblem(Logger log) {
    if (problem != null) {
      log.severe(problem);
      problem = null;
    }
  }
}
