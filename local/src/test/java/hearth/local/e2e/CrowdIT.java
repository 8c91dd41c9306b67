package hearth.local.e2e;

import static hearth.local.e2e.Stacks.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.ObjectNode;
import hearth.local.demo.Channel;
import hearth.local.discord.model.Interaction;
import hearth.local.discord.model.Message;
import hearth.local.discord.model.Person;
import hearth.local.discord.SignedInteractions;
import hearth.local.stack.LocalStack;
import hearth.local.stack.Town;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Sixty-four people want the same server at once, and each of them is heard twice. */
class CrowdIT {
  private static final int CROWD = 64;

  @Test
  void sixtyFourStartsAtOnceAreOneScaleUpAndSixtyFourAnswers(@TempDir Path directory)
      throws Exception {
    try (LocalStack stack = Stacks.started(directory)) {
      ObjectNode other =
          stack.shapes().command(Town.ADA, "server", "start", Map.of("server", "minecraft"));
      List<ObjectNode> starts =
          IntStream.range(0, CROWD)
              .mapToObj(i -> Person.of("10000000000000010" + (10 + i), "Person " + i))
              .map(
                  who ->
                      stack.shapes().command(who, "server", "start", Map.of("server", "valheim")))
              .toList();
      sendTwice(stack, starts, other);
      List<Interaction> interactions =
          starts.stream().map(json -> Interaction.of(json, Instant.now())).toList();
      await("the server is ready", () -> announcements(stack, "Valheim", "ready at") == 1);
      await(
          "every reply has its last word",
          () -> interactions.stream().allMatch(i -> isFinal(stack, i)));
      await(
          "the other server is ready too",
          () -> announcements(stack, "Minecraft", "ready at") == 1);

      long naming =
          interactions.stream()
              .filter(i -> reply(stack, i).content().contains("was started by"))
              .count();
      assertEquals(CROWD - 1, naming, "all but one are told who started it");
      assertEquals(1, stack.arm().log().updates("hearth-valheim-a"), "one scale-up");
      assertEquals(0, stack.arm().log().updates("hearth-valheim-b"));
      assertEquals(1, stack.arm().log().updates("hearth-minecraft-a"));
      assertEquals(2, new Channel(stack).sessions(), "one session each");
      for (Interaction interaction : interactions) {
        Message reply = reply(stack, interaction);
        if (reply.content().contains("was started by")) {
          // The same edit may be made twice; another text after the last word may not.
          long texts =
              reply.versions().stream()
                  .skip(1)
                  .map(version -> version.payload().path("content").asText())
                  .distinct()
                  .count();
          assertEquals(1, texts, "one final text");
        }
      }
      assertEquals(0, stack.storage().messages("commands-poison"));
    }
  }

  /** With more patience than Discord has: how fast this machine is does not matter here. */
  private static void sendTwice(LocalStack stack, List<ObjectNode> starts, ObjectNode other)
      throws Exception {
    SignedInteractions patient = stack.patient(Stacks.PATIENCE);
    List<Callable<Boolean>> calls =
        new java.util.ArrayList<>(
            starts.stream()
                .map(json -> (Callable<Boolean>) () -> delivered(patient, json))
                .toList());
    calls.add(() -> delivered(patient, other));
    try (ExecutorService crowd = Executors.newVirtualThreadPerTaskExecutor()) {
      for (Future<Boolean> call : crowd.invokeAll(calls)) {
        assertTrue(call.get(), "the application responded");
      }
    }
  }

  /** The same interaction twice: a second delivery of the same request, as networks do it. */
  private static boolean delivered(SignedInteractions patient, ObjectNode interaction) {
    boolean first = patient.send(interaction).delivered();
    int second = patient.sendAgain(interaction).status();
    return first && second == 200;
  }

  private static Message reply(LocalStack stack, Interaction interaction) {
    return stack.discord().reply(interaction).orElseThrow();
  }

  private static boolean isFinal(LocalStack stack, Interaction interaction) {
    return stack
        .discord()
        .reply(interaction)
        .map(Message::content)
        .filter(text -> text.contains("was started by") || text.contains("ready at"))
        .isPresent();
  }

  private static long announcements(LocalStack stack, String... words) {
    return new Channel(stack).announcements(words);
  }
}
