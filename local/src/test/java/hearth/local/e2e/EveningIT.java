package hearth.local.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import hearth.local.demo.Channel;
import hearth.local.demo.Evening;
import hearth.local.demo.Killer;
import hearth.local.http.Json;
import hearth.local.stack.LocalStack;
import hearth.local.stack.Town;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The whole evening, undisturbed and disturbed: it ends the same way. */
class EveningIT {
  private static final String NOTICE = "Azure is taking the machine back";

  @Test
  void anEveningIsPlayedFromTheFirstStartToTheLastSave(@TempDir Path directory) throws IOException {
    try (LocalStack stack = Stacks.started(directory)) {
      new Evening(stack, System.out, Stacks.PATIENCE).play();
      assertTrue(new Channel(stack).told(NOTICE), "the notice was told, not that it vanished");
      noSecretIsLeft(directory);
    }
  }

  /** In logs, queues, tables and on machines; the run's own settings are for whoever is at it. */
  private static void noSecretIsLeft(Path directory) throws IOException {
    JsonNode settings =
        Json.parse(Files.readString(directory.resolve("settings.json"))).orElseThrow();
    Traces traces = new Traces(directory);
    for (String secret : List.of("HEARTH_MASTER_SECRET", "DISCORD_BOT_TOKEN", "IDENTITY_HEADER")) {
      String value = settings.path(secret).textValue();
      assertEquals(List.of("settings.json"), traces.of(value), secret);
    }
    List<String> queued = traces.of(Town.BEN.id());
    assertTrue(
        queued.stream().anyMatch(file -> file.startsWith("azurite")),
        () -> "what went through a queue is found: " + queued);
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
