package hearth.setup.kept;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.azure.core.util.Context;
import hearth.core.Snowflake;
import hearth.local.discord.model.Message;
import hearth.local.stack.LocalStack;
import hearth.local.stack.Town;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A start that was given up is asked again, from the queue to what the channel shows. */
class AskedAgainIT {
  private static final String KEPT = "commands-kept";

  /** A loaded machine is slow; nothing is decided by time but that something never came. */
  private static final Duration PATIENCE = Duration.ofMinutes(4);

  @Test
  void whatIsAskedAgainIsCarriedOutOnceAndAnsweredInTheChannel(@TempDir Path directory)
      throws Exception {
    LocalStack.Options options =
        new LocalStack.Options(
            Path.of(System.getProperty("hearth.project")),
            directory,
            0,
            20,
            Duration.ofSeconds(10),
            Duration.ofSeconds(5));
    try (LocalStack stack = new LocalStack(options, (server, line) -> {})) {
      stack.start();
      stack.storage().queue("commands-poison").sendMessage(Messages.base64(givenUp()));
      await("who asked is told", () -> told(stack, "something broke on the way").size() == 1);
      await("it is kept", () -> stack.storage().messages(KEPT) == 1);
      String asked = kept(directory, "again", id(stack), "--yes");
      assertTrue(asked.contains("Asked again, and no longer kept."), asked);
      await("who asked hears that it is on", () -> told(stack, "is ready at").size() == 1);
      assertEquals(1, stack.arm().running("hearth-factorio-a").size());
      assertEquals(1, sessions(stack), "one session");
      assertEquals(0, stack.storage().messages(KEPT));
      assertEquals(0, stack.storage().messages("commands-poison"));
      assertEquals("Nothing is kept.", kept(directory).strip());
      assertEquals(List.of(), stack.discord().refusals(), "nothing was against Discord's rules");
    }
  }

  /** Ada asked for it longer ago than any token lives. */
  private static String givenUp() {
    String interaction = Snowflake.at(Instant.now().minus(Duration.ofHours(1)), 1);
    return """
    {"v":1,"type":"command","interaction":"%s","application":"%s","token":"dead",\
    "guild":"%s","channel":"%s","user":{"id":"%s","name":"Ada"},"locale":"en-GB",\
    "name":"start","server":"factorio","options":{},"at":"2026-11-20T20:00:00Z"}"""
        .formatted(interaction, Town.APPLICATION, Town.GUILD, Town.CHANNEL, Town.ADA.id());
  }

  private static String id(LocalStack stack) {
    return stack.storage().queue(KEPT).peekMessages(1, null, Context.NONE).stream()
        .findFirst()
        .orElseThrow()
        .getMessageId();
  }

  /** What is said to Ada in the channel or its session's thread with these words in it. */
  private static List<Message> told(LocalStack stack, String words) {
    return stack.discord().messages().stream()
        .filter(message -> message.content().contains(Town.ADA.name() + ": "))
        .filter(message -> message.content().contains(words))
        .toList();
  }

  private static long sessions(LocalStack stack) {
    return stack.discord().messages().stream()
        .filter(message -> !message.payload().path("embeds").isEmpty())
        .count();
  }

  /** What the command prints, as a process of its own with the settings of the local run. */
  private static String kept(Path directory, String... words) throws Exception {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.addAll(List.of("hearth.setup.Setup", "kept"));
    command.addAll(List.of("--settings", directory.resolve("settings.json").toString()));
    command.addAll(List.of(words));
    Path printed = directory.resolve("kept.txt");
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    Process process = builder.redirectOutput(printed.toFile()).start();
    try {
      assertTrue(process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS), "it never ended");
    } finally {
      process.destroyForcibly();
    }
    String text = Files.readString(printed);
    assertEquals(0, process.exitValue(), text);
    return text;
  }

  private static void await(String what, BooleanSupplier seen) throws InterruptedException {
    Instant deadline = Instant.now().plus(PATIENCE);
    while (!seen.getAsBoolean()) {
      assertTrue(Instant.now().isBefore(deadline), "never seen: " + what);
      TimeUnit.MILLISECONDS.sleep(100);
    }
  }
}
