package hearth.local.e2e;

import static hearth.local.e2e.Stacks.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import com.fasterxml.jackson.databind.node.ObjectNode;
import hearth.local.demo.Channel;
import hearth.local.discord.SignedInteractions;
import hearth.local.discord.model.Message;
import hearth.local.machine.GameProcess;
import hearth.local.stack.LocalStack;
import hearth.local.stack.Town;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is looked for at once, by itself, beside the triggers, and while everything goes wrong. */
class AtOnceIT {
  private static final String VALHEIM = "valheim";
  private static final String REPORTS = "game-events";

  @Test
  void withoutAnyTriggerLooksAndBellsTakeAnEveningsMessages(@TempDir Path directory)
      throws Exception {
    Map<String, String> noTrigger =
        Map.of(
            "AzureWebJobs.reactions.Disabled", "true",
            "AzureWebJobs.gameEvents.Disabled", "true");
    try (LocalStack stack = Stacks.started(directory, noTrigger)) {
      Channel channel = new Channel(stack);
      SignedInteractions.Outcome start = ask(stack, "start", VALHEIM);
      await("it is ready", () -> channel.announcements("Valheim", "ready at") == 1);
      await("the reply says so", () -> says(stack, start, "ready at"));
      guest(stack).join("Luu");
      await("Luu joined", () -> channel.announcements("Luu joined") == 1);
      guest(stack).leave("Luu");
      await("Luu left", () -> channel.announcements("Luu left") == 1);
      SignedInteractions.Outcome stop = ask(stack, "stop", VALHEIM);
      await("the reply tells the end", () -> says(stack, stop, "stopped"));
      await("the machine is given back", () -> stack.arm().capacity("hearth-valheim-a") == 0);
      String log = log(stack);
      assertFalse(log.contains("function.reactions"), "no trigger took a command");
      assertFalse(log.contains("function.gameEvents"), "no trigger took a report");
    }
  }

  @Test
  void aHostKilledAsleepOrFloodedAndStorageAwayLoseNothingAndTellNothingTwice(
      @TempDir Path directory) throws Exception {
    try (LocalStack stack = Stacks.started(directory);
        Ringer ringer = new Ringer(stack, directory)) {
      Channel channel = new Channel(stack);
      Map<String, SignedInteractions.Outcome> starts = killedBetweenFetchingAndSaving(stack);
      for (Map.Entry<String, SignedInteractions.Outcome> start : starts.entrySet()) {
        String title = title(stack, start.getKey());
        await(title + " is ready", () -> channel.announcements(title, "ready at") == 1);
        if (start.getValue().delivered()) { // a kill may come before the answer: no reply then
          await("the reply says so", () -> says(stack, start.getValue(), "ready at"));
        }
        String set = stack.roster().setsOf(start.getKey()).getFirst();
        assertEquals(1, stack.arm().log().updates(set), "one scale-up");
      }

      forgedAndReplayed(ringer);

      List<String> reports = asleep(stack);
      lookAndTriggerAtOnce(stack, ringer, reports);
      for (String told : List.of("Luu joined", "Luu left", "Hue joined")) {
        await(told, () -> channel.announcements(told) >= 1);
      }
      await("the queue is empty", () -> stack.storage().messages(REPORTS) == 0);

      stack.azurite().stop();
      guest(stack).join("Bacon");
      int rung = ringer.ring(ringer.right(VALHEIM, 1));
      assertEquals(503, rung, "the queue cannot be looked at");
      TimeUnit.SECONDS.sleep(10);
      stack.azurite().start();
      await("Bacon joined", () -> channel.announcements("Bacon joined") >= 1);
      await("the queue is empty", () -> stack.storage().messages(REPORTS) == 0);

      for (String told : List.of("Luu joined", "Luu left", "Hue joined", "Bacon joined")) {
        assertEquals(1, channel.announcements(told), told);
      }
      assertEquals(starts.size(), channel.announcements("ready at"));
      assertEquals(0, stack.storage().messages("commands-poison"));
      assertEquals(0, stack.storage().messages("game-events-poison"));
    }
  }

  /**
   * Starts a server while the process is fresh: between fetching the command and its first save
   * half a second passes. A kill that comes too late is one more kill, and the next server is
   * started.
   *
   * @return what was asked; of the last it is sure that it was cut off before it was saved
   */
  private static Map<String, SignedInteractions.Outcome> killedBetweenFetchingAndSaving(
      LocalStack stack) throws Exception {
    Map<String, SignedInteractions.Outcome> starts = new LinkedHashMap<>();
    for (String server : List.of(VALHEIM, "minecraft", "factorio")) {
      // By then the trigger pauses for a dozen seconds, and a look comes first: what a trigger has
      // fetched is hidden for ten minutes.
      TimeUnit.SECONDS.sleep(14);
      try (ExecutorService asking = Executors.newVirtualThreadPerTaskExecutor()) {
        Future<SignedInteractions.Outcome> start = asking.submit(() -> ask(stack, "start", server));
        awaitFetch(stack, start);
        stack.host().kill();
        boolean saved = isSaved(stack, server);
        starts.put(server, start.get());
        stack.host().start();
        if (!saved) {
          return starts;
        }
      }
    }
    return fail("no kill of three came before the save");
  }

  /** The message is written before the answer goes, and may be fetched before it has come. */
  private static void awaitFetch(LocalStack stack, Future<?> asked) {
    boolean came = false;
    boolean shown = false;
    while (!came || shown) {
      shown = stack.storage().shows("commands");
      came |= shown || asked.isDone();
    }
  }

  private static boolean isSaved(LocalStack stack, String server) {
    return stack.storage().states().listEntities().stream()
        .anyMatch(row -> row.getPartitionKey().equals(server));
  }

  private static void forgedAndReplayed(Ringer ringer) {
    List<CompletableFuture<Integer>> flood = new ArrayList<>();
    for (int i = 0; i < 500; i++) {
      flood.add(ringer.ringing(ringer.forged(VALHEIM, 1)));
    }
    flood.forEach(answer -> assertEquals(401, answer.join()));
    assertEquals(401, ringer.ring(ringer.right("nowhere", 1)));
    assertEquals(413, ringer.ring(ringer.forged(VALHEIM, 1) + " ".repeat(1000)));
    assertEquals(400, ringer.ring("{}"));
    String right = ringer.right(VALHEIM, 1);
    assertEquals(204, ringer.ring(right));
    assertEquals(409, ringer.ring(right));
  }

  /** Nobody answers the bell, and the machine's reports wait. */
  private static List<String> asleep(LocalStack stack) throws Exception {
    stack.host().close();
    try (Copier copier = new Copier(stack)) {
      guest(stack).join("Luu");
      BooleanSupplier joined = () -> holds(copier, "Luu");
      await("its report is in the queue", joined);
      guest(stack).leave("Luu");
      guest(stack).join("Hue");
      await("the next reports, too", () -> holds(copier, "Hue"));
      return List.copyOf(copier.copied());
    }
  }

  private static boolean holds(Copier copier, String word) {
    return copier.copied().stream()
        .map(text -> new String(Base64.getDecoder().decode(text), StandardCharsets.UTF_8))
        .anyMatch(text -> text.contains(word));
  }

  /** So many copies that trigger and looks, who fetch sixteen each, have their hands full. */
  private static void lookAndTriggerAtOnce(LocalStack stack, Ringer ringer, List<String> reports)
      throws Exception {
    for (int i = 0; i < 64; i++) {
      stack.storage().queue(REPORTS).sendMessage(reports.get(i % reports.size()));
    }
    stack.host().start();
    List<CompletableFuture<Integer>> rings = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      rings.add(ringer.ringing(ringer.right(VALHEIM, 1)));
    }
    List<Integer> statuses = rings.stream().map(CompletableFuture::join).toList();
    assertTrue(statuses.contains(204), statuses::toString);
    assertTrue(statuses.stream().allMatch(s -> s == 204 || s == 409), statuses::toString);
  }

  private static SignedInteractions.Outcome ask(LocalStack stack, String command, String server) {
    try (SignedInteractions patient = stack.patient(Stacks.PATIENCE)) {
      ObjectNode asked =
          stack.shapes().command(Town.ADA, "server", command, Map.of("server", server));
      return patient.send(asked);
    }
  }

  private static boolean says(
      LocalStack stack, SignedInteractions.Outcome outcome, String... words) {
    String text = stack.discord().reply(outcome.interaction()).map(Message::content).orElse("");
    return List.of(words).stream().allMatch(text::contains);
  }

  private static String title(LocalStack stack, String name) {
    return stack.roster().servers().stream()
        .filter(server -> server.name().equals(name))
        .findFirst()
        .orElseThrow()
        .title();
  }

  private static GameProcess guest(LocalStack stack) {
    return stack.guest(VALHEIM).orElseThrow();
  }

  private static String log(LocalStack stack) throws IOException {
    return Files.readString(stack.host().log());
  }
}
