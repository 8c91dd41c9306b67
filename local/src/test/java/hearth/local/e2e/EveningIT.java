package hearth.local.e2e;

import static org.junit.jupiter.api.Assertions.assertTrue;

import hearth.local.demo.Channel;
import hearth.local.demo.Evening;
import hearth.local.demo.Killer;
import hearth.local.stack.LocalStack;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The whole evening, undisturbed and disturbed: it ends the same way. */
class EveningIT {
  private static final String NOTICE = "Azure is taking the machine back";

  @Test
  void anEveningIsPlayedFromTheFirstStartToTheLastSave(@TempDir Path directory) {
    try (LocalStack stack = Stacks.started(directory)) {
      new Evening(stack, System.out, Stacks.PATIENCE).play();
      assertTrue(new Channel(stack).told(NOTICE), "the notice was told, not that it vanished");
    }
  }

  @Test
  void everyMessageMayComeTwice(@TempDir Path directory) {
    try (LocalStack stack = Stacks.started(directory)) {
      stack.host().deliverTwice(true);
      // The host doubles what its functions write and its triggers take; the bell takes the rest.
      try (Copier copier = new Copier(stack)) {
        new Evening(stack, System.out, Stacks.PATIENCE).play();
        assertTrue(copier.copied().size() > 0, "reports came twice, too");
      }
      assertTrue(new Channel(stack).told(NOTICE), "the notice was told, not that it vanished");
    }
  }

  @Test
  void theHostMayBeKilledAtAnyMoment(@TempDir Path directory) {
    try (LocalStack stack = Stacks.started(directory)) {
      Killer killer = new Killer(stack, System.out, 20_261_120, 6, 5000);
      try {
        new Evening(stack, System.out, Stacks.PATIENCE).play();
      } finally {
        killer.close();
      }
    }
  }

  @Test
  void storageMayBeAwayForTwentySeconds(@TempDir Path directory) throws InterruptedException {
    try (LocalStack stack = Stacks.started(directory)) {
      Thread outage =
          Thread.ofVirtual()
              .start(
                  () -> {
                    pause(6);
                    stack.azurite().stop();
                    pause(20);
                    stack.azurite().start();
                  });
      new Evening(stack, System.out, Stacks.PATIENCE).play();
      outage.join();
    }
  }

  private static void pause(int seconds) {
    try {
      TimeUnit.SECONDS.sleep(seconds);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
