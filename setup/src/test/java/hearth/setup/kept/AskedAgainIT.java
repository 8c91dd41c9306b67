package hearth.setup.kept;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.azure.core.util.Context;
import hearth.app.Settings;
import hearth.core.Snowflake;
import hearth.local.discord.Message;
import hearth.local.stack.LocalStack;
import hearth.local.stack.Town;
import hearth.local.tls.LocalCertificate;
import hearth.setup.Arguments;
import hearth.setup.Notebook;
import hearth.setup.SettingsFile;
import hearth.setup.SignIn;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
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
      Notebook notes = Notebook.unattended();
      assertEquals(0, kept(directory, notes, "again", id(stack), "--yes"), notes::text);
      await("who asked hears that it is on", () -> told(stack, "is ready at").size() == 1);
      assertEquals(1, stack.arm().running("hearth-factorio-a").size());
      assertEquals(1, sessions(stack), "one session");
      assertEquals(0, stack.storage().messages(KEPT));
      assertEquals(0, stack.storage().messages("commands-poison"));
      Notebook after = Notebook.unattended();
      assertEquals(0, kept(directory, after));
      assertEquals("Nothing is kept.", after.text());
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

  /** What the channel says to Ada with these words in it. */
  private static List<Message> told(LocalStack stack, String words) {
    return stack.discord().messages().stream()
        .filter(message -> message.channel().equals(Town.CHANNEL))
        .filter(message -> message.content().startsWith("<@" + Town.ADA.id() + ">"))
        .filter(message -> message.content().contains(words))
        .toList();
  }

  private static long sessions(LocalStack stack) {
    return stack.discord().messages().stream()
        .filter(message -> !message.payload().path("embeds").isEmpty())
        .count();
  }

  private static int kept(Path directory, Notebook notes, String... words) {
    Map<String, String> settings =
        SettingsFile.read(directory.resolve("settings.json"), true, Map.of());
    LocalCertificate certificate = LocalCertificate.in(directory.resolve("certificate"));
    HttpClient.Builder http = HttpClient.newBuilder().sslContext(certificate.clientContext());
    return new Kept(Settings.all(settings), notes, SignIn.of(settings), http)
        .run(Arguments.of(words));
  }

  private static void await(String what, BooleanSupplier seen) throws InterruptedException {
    Instant deadline = Instant.now().plus(PATIENCE);
    while (!seen.getAsBoolean()) {
      assertTrue(Instant.now().isBefore(deadline), "never seen: " + what);
      TimeUnit.MILLISECONDS.sleep(100);
    }
  }
}
