package hearth.setup.kept;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.azure.storage.queue.models.PeekedMessageItem;
import hearth.app.message.CommandMessage;
import hearth.core.Command;
import hearth.core.Snowflake;
import hearth.local.azurite.Azurite;
import hearth.local.http.LoopbackServer;
import hearth.local.http.Reply;
import hearth.local.tls.LocalCertificate;
import hearth.setup.Notebook;
import hearth.setup.Problem;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What an operator does with messages that were given up, on a real Azurite. */
@Execution(ExecutionMode.SAME_THREAD)
class KeptIT {
  @TempDir static Path directory;
  private static LocalCertificate certificate;
  private static Azurite azurite;

  private final Counter counter = new Counter(azurite, certificate);

  @BeforeAll
  static void begin() {
    certificate = LocalCertificate.in(directory.resolve("certificate"));
    azurite = Azurite.overHttps(directory.resolve("data"), certificate);
    azurite.start();
  }

  @AfterAll
  static void end() {
    azurite.close();
  }

  @BeforeEach
  void empty() {
    counter.empty();
  }

  @AfterEach
  void stop() {
    counter.close();
  }

  @Test
  void whereNothingIsKeptItSaysSo() {
    Notebook notes = Notebook.unattended();
    assertEquals(0, counter.kept(notes));
    assertEquals("Nothing is kept.", notes.text());
    assertEquals(0, counter.kept(Notebook.unattended(), "drop", "--all"));
  }

  @Test
  void whatIsKeptIsListedAndLookingChangesNothing() {
    String stop = counter.keep("commands", Messages.command("stop", "{}"));
    String report = counter.keep("game-events", Messages.report());
    counter.keep("commands", "\u001b[2Jgood evening");
    Notebook notes = Notebook.unattended();
    assertEquals(0, counter.kept(notes));
    String text = notes.text();
    assertTrue(text.contains("2 of the queue commands:"), text);
    assertTrue(text.contains("1 of the queue game-events:"), text);
    assertTrue(text.contains(stop + "  asked 2026-11-20T20:00:00Z by user 1000000000000000001"));
    assertTrue(text.contains(report + "  reported 2026-11-20T20:03:00Z by valheim, generation 3"));
    assertTrue(text.contains("not understood, it is not JSON"), text);
    assertFalse(text.contains("token") || text.contains("abab"), text);
    Notebook again = Notebook.unattended();
    counter.kept(again);
    assertEquals(text, again.text());
  }

  @Test
  void askedAgainItIsANewCommandWithoutTheOldToken() {
    Instant before = Instant.now().minus(Duration.ofSeconds(5));
    String id = counter.keep("commands", Messages.command("start", "{\"minutes\":90}"));
    counter.keep("commands", Messages.command("stop", "{}"));
    Notebook notes = Notebook.unattended();
    assertEquals(0, counter.kept(notes, "again", id, "--yes"), notes::text);
    Command old = asked(Messages.command("start", "{\"minutes\":90}"));
    Command again = asked(onlyCommand());
    assertNotEquals(old.interaction(), again.interaction());
    assertNull(again.replyAddress().token());
    assertEquals(old.again(again.interaction(), again.at()), again);
    assertTrue(Snowflake.time(again.interaction()).isAfter(before), "it is of the present");
    assertFalse(again.isStale(Instant.now()));
    Notebook left = Notebook.unattended();
    counter.kept(left);
    assertTrue(left.text().startsWith("1 of the queue commands:"), left::text);
    assertTrue(left.text().endsWith("user 1000000000000000001: stop valheim"), left::text);
    Problem second = refused("again", id, "--yes");
    assertTrue(second.getMessage().contains("asked again or dropped"), second.getMessage());
    assertEquals(1, counter.seen("commands").size());
  }

  @ParameterizedTest
  @CsvSource({"commands,status", "commands,", "game-events,"})
  void whatCannotBeAskedAgainStays(String queue, String command) {
    String message = command == null ? Messages.report() : Messages.command(command, "{}");
    String id = counter.keep(queue, message);
    refused("again", id, "--yes");
    refused("again", "00000000-0000-0000-0000-000000000000", "--yes");
    assertEquals(1, counter.seen(queue + "-kept").size());
    assertEquals(0, counter.seen("commands").size());
  }

  @Test
  void aNoChangesNothingAndNobodyToAskIsAProblem() {
    String id = counter.keep("commands", Messages.command("start", "{}"));
    for (List<String> what : List.of(List.of("again", id), List.of("drop", id))) {
      assertEquals(1, counter.kept(Notebook.answering(false), what.toArray(String[]::new)));
      assertTrue(refused(what.toArray(String[]::new)).getMessage().contains("add --yes"));
    }
    assertEquals(1, counter.kept(Notebook.answering(false), "drop", "--all"));
    assertTrue(refused("drop", "--all").getMessage().contains("add --yes"));
    assertEquals(1, counter.seen("commands-kept").size());
    assertEquals(0, counter.seen("commands").size());
  }

  @Test
  void aYesAsksForWhatWasShown() {
    String id = counter.keep("commands", Messages.command("start", "{\"minutes\":90}"));
    Notebook notes = Notebook.answering(true);
    assertEquals(0, counter.kept(notes, "again", id));
    assertTrue(notes.text().contains("Ask 'start valheim for 90 minutes' again, now?"));
    assertEquals(1, counter.seen("commands").size());
  }

  @Test
  void whatCannotBePutOnTheQueueIsStillKeptAndSeenAtOnce() {
    String id = counter.keep("commands", Messages.command("start", "{}"));
    counter.queue("commands").delete();
    assertTrue(refused("again", id, "--yes").getMessage().contains("404 QueueNotFound"));
    assertEquals(1, counter.seen("commands-kept").size());
  }

  /** The request arrives, the answer does not: the command is there, and nobody can know. */
  @Test
  void whetherItWasAskedIsNotClaimedWhereTheAnswerIsLost() {
    String id = counter.keep("commands", Messages.command("start", "{}"));
    Problem told = refusedWhereLost("POST", "/commands/messages", "again", id, "--yes");
    assertTrue(told.getMessage().contains("look in the channel"), told.getMessage());
    assertEquals(1, counter.seen("commands").size());
    assertEquals(id, counter.seen("commands-kept").getFirst().getMessageId());
  }

  @Test
  void whatWasAskedAndCouldNotBeRemovedIsTold() {
    String id = counter.keep("commands", Messages.command("start", "{}"));
    Problem told = refusedWhereLost("DELETE", "/commands-kept/", "again", id, "--yes");
    assertTrue(told.getMessage().contains("do not ask once more"), told.getMessage());
    assertEquals(1, counter.seen("commands").size());
  }

  private Problem refusedWhereLost(String method, String path, String... words) {
    URI queues = azurite.queueUri();
    try (Relay relay =
        new Relay(
            queues,
            certificate,
            request -> request.method().equals(method) && request.path().contains(path))) {
      counter.settings.put("HearthControl__queueServiceUri", relay.uri() + queues.getPath());
      return refused(words);
    }
  }

  @Test
  void ofTwoWhoAskAgainAtOnceOneDoes() throws Exception {
    String id = counter.keep("commands", Messages.command("start", "{}"));
    try (ExecutorService two = Executors.newFixedThreadPool(2)) {
      List<Future<Boolean>> both = two.invokeAll(List.of(() -> asksAgain(id), () -> asksAgain(id)));
      assertNotEquals(both.getFirst().get(), both.getLast().get());
    }
    assertEquals(1, counter.seen("commands").size());
    assertEquals(0, counter.seen("commands-kept").size());
  }

  private boolean asksAgain(String id) {
    try {
      return counter.kept(Notebook.unattended(), "again", id, "--yes") == 0;
    } catch (Problem e) {
      return false;
    }
  }

  @Test
  void whatIsDroppedIsGoneAndNothingElse() {
    String report = counter.keep("game-events", Messages.report());
    counter.keep("game-events", Messages.report());
    Notebook notes = Notebook.unattended();
    assertEquals(0, counter.kept(notes, "drop", report, "--yes"));
    assertTrue(notes.text().endsWith("Dropped."), notes::text);
    assertEquals(1, counter.seen("game-events-kept").size());
    refused("drop", report, "--yes");
  }

  @Test
  void moreThanCanBeListedAreCountedAndAllCanBeDropped() {
    for (int i = 0; i < 40; i++) {
      counter.keep("commands", Messages.command("start", "{}"));
    }
    counter.keep("game-events", Messages.report());
    Notebook notes = Notebook.unattended();
    counter.kept(notes);
    assertTrue(notes.text().contains("40 of the queue commands:"), notes::text);
    assertTrue(notes.text().contains("and 8 more"), notes::text);
    Notebook dropped = Notebook.unattended();
    assertEquals(0, counter.kept(dropped, "drop", "--all", "--yes"));
    assertTrue(dropped.text().endsWith("Dropped 41."), dropped::text);
    assertEquals(0, counter.seen("commands-kept").size() + counter.seen("game-events-kept").size());
  }

  @ParameterizedTest
  @CsvSource({
    "403,AuthorizationPermissionMismatch,Storage Queue Data Contributor",
    "404,QueueNotFound,Deploy the infrastructure again",
    "401,InvalidAuthenticationInfo,az login --tenant",
    "503,ServerBusy,in a few minutes",
  })
  void storageThatRefusesIsTold(int status, String code, String remedy) {
    Reply refusal = Reply.empty(status).with("x-ms-error-code", code);
    try (LoopbackServer storage =
        new LoopbackServer(0, Optional.of(certificate.serverContext()), request -> refusal)) {
      storage.start();
      counter.settings.put("HearthControl__queueServiceUri", storage.uri().toString());
      String told = refused().getMessage();
      assertTrue(told.contains(status + " " + code) && told.contains(remedy), told);
    }
  }

  @Test
  void whereNobodyIsSignedInOrNothingAnswersThatIsSaid() {
    counter.settings.put("HearthControl__queueServiceUri", "https://127.0.0.1:1/account");
    assertTrue(refused().getMessage().contains("127.0.0.1 cannot be reached"));
    counter.settings.put("IDENTITY_HEADER", "x");
    assertTrue(refused().getMessage().contains("nobody is signed in"));
  }

  private Problem refused(String... words) {
    return assertThrows(Problem.class, () -> counter.kept(Notebook.unattended(), words));
  }

  private String onlyCommand() {
    List<PeekedMessageItem> messages = counter.seen("commands");
    assertEquals(1, messages.size());
    byte[] bytes = Base64.getDecoder().decode(messages.getFirst().getBody().toString());
    return new String(bytes, StandardCharsets.UTF_8);
  }

  private static Command asked(String message) {
    return assertInstanceOf(CommandMessage.Asked.class, CommandMessage.decode(message)).command();
  }
}
