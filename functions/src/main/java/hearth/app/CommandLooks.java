package hearth.app;

import hearth.app.settings.BadSettings;
import hearth.azure.queue.QueueLook;
import java.time.Duration;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Looks at the queue {@code commands} for as long as a message of it is awaited. {@link LookThread}
 * loads it once the answer has gone.
 */
final class CommandLooks implements Runnable {
  private static final Duration LAST = Duration.ofSeconds(3);

  /** One look, which may hand what it found to other threads. */
  interface Look {
    /**
     * Looks once.
     *
     * @throws RuntimeException where the queue cannot be read
     */
    void begin(Logger log) throws InterruptedException;
  }

  @Override
  public void run() {
    Logger log = ProcessLog.LOGGER;
    boolean ended = false;
    try {
      QueueLook look = Backstage.get().lookForCommands();
      if (AwaitedMessages.SHARED.loaded()) {
        Runtime.getRuntime().addShutdownHook(new Thread(() -> finish(look), "look-end"));
      }
      loop(AwaitedMessages.SHARED, look::begin, log);
      ended = true;
    } catch (BadSettings e) {
      // Told in full by the first message that the trigger finds.
      log.log(Level.WARNING, "nothing can be looked for: the settings are not as they must be");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      // Once it has ended, another loop may have begun.
      if (!ended) {
        AwaitedMessages.SHARED.giveUp();
      }
    }
  }

  /** No host waits for a thread of ours: what is being handled gets a moment to be done with. */
  private static void finish(QueueLook look) {
    try {
      look.drain(LAST);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** The first look is due already. */
  static void loop(AwaitedMessages awaited, Look look, Logger log) throws InterruptedException {
    do {
      try {
        look.begin(log);
      } catch (RuntimeException e) {
        log.log(Level.WARNING, "commands cannot be looked for; the trigger finds them", e);
      }
    } while (awaited.awaitTurn());
  }
}
