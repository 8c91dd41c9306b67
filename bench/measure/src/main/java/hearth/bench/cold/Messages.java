package hearth.bench.cold;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.azure.storage.queue.QueueClient;
import com.azure.storage.queue.models.QueueMessageItem;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import hearth.bench.Positive;
import hearth.bench.Program;
import hearth.bench.Spread;
import hearth.bench.Surroundings;
import hearth.bench.Tally;
import hearth.core.wanted.Lease;
import hearth.local.discord.model.Interaction;
import hearth.local.discord.InteractionSigner;
import hearth.local.discord.SignedInteractions;
import hearth.local.http.Json;
import hearth.local.stack.LocalStack;
import hearth.local.stack.Town;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/**
 * The functions that take messages, cold, against a real Azurite: from loading the app to the first
 * write to the table, as Azurite notes it, and to the function's end.
 */
final class Messages {
  private static final double SPEED = 20;
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  private final LocalStack stack;
  private final Launch launch;
  private final Subject app;
  private final Tally tally = new Tally();

  private Messages(Path scratch) throws IOException {
    Path directory = Files.createTempDirectory("hearth-bench");
    stack =
        new LocalStack(
            new LocalStack.Options(
                Path.of("").toAbsolutePath(),
                directory,
                0,
                SPEED,
                Duration.ofMinutes(10),
                Duration.ofMinutes(5)),
            (server, line) -> {});
    Runtime.getRuntime().addShutdownHook(new Thread(stack::close));
    stack.start();
    Apps apps = Apps.packaged(scratch);
    app = apps.hearth();
    JsonNode settings =
        Json.parse(Files.readString(directory.resolve("settings.json"))).orElseThrow();
    Map<String, String> environment = new HashMap<>();
    settings.properties().forEach(each -> environment.put(each.getKey(), each.getValue().asText()));
    launch =
        new Launch(
            new Launch.Settings(
                apps.worker(),
                apps.warmUp(),
                List.of(
                    "-Djavax.net.ssl.trustStore=" + environment.remove("trustStore"),
                    "-Djavax.net.ssl.trustStorePassword="
                        + environment.remove("trustStorePassword")),
                environment,
                InteractionSigner.random(),
                scratch));
  }

  /** Measures and prints. */
  public static void main(String[] args) {
    Program.run(new Asked(), args);
  }

  @Command(
      name = "./hearth bench messages",
      description = "The functions that take messages, cold.")
  private static final class Asked implements Callable<Integer> {
    @Parameters(paramLabel = "ROUNDS", defaultValue = "15", converter = Positive.class)
    private int rounds;

    @Override
    public Integer call() throws IOException, InterruptedException {
      measure(rounds);
      return 0;
    }
  }

  private static void measure(int rounds) throws IOException, InterruptedException {
    Path scratch = Files.createDirectories(Path.of("bench/measure/target/cold"));
    Messages messages = new Messages(scratch);
    System.out.println(Surroundings.line());
    messages.light();
    messages.print("reactions, /server status", rounds, round -> messages.command());
    messages.print("game events, a player joins", rounds, messages::event);
  }

  /** One cold start of one function. */
  private interface Round {
    Launch.Times measure(int round) throws IOException, InterruptedException;
  }

  /** A server that runs, and then no host: that would take the messages. */
  private void light() throws InterruptedException {
    try (SignedInteractions patient = stack.patient(PATIENCE)) {
      patient.send(
          stack.shapes().command(Town.ADA, "server", "start", Map.of("server", "valheim")));
    }
    Instant deadline = Instant.now().plus(PATIENCE);
    while (stack.discord().messages().stream()
        .noneMatch(message -> message.content().contains("ready at"))) {
      if (Instant.now().isAfter(deadline)) {
        throw new IllegalStateException("the server was never ready");
      }
      Thread.sleep(100);
    }
    stack.host().close();
    // Whoever was cut off with it may have held the lease.
    Thread.sleep(Lease.LENGTH.plusSeconds(1));
  }

  private void print(String what, int rounds, Round round)
      throws IOException, InterruptedException {
    double[] load = new double[rounds];
    double[] write = new double[rounds];
    double[] total = new double[rounds];
    for (int i = 0; i < rounds; i++) {
      Launch.Times times = round.measure(i);
      load[i] = times.loadMillis();
      Instant written = tally.first("PUT|POST|PATCH|MERGE", "servers|\\$batch", times.began());
      write[i] = Duration.between(times.began(), written).toMillis();
      total[i] = times.totalMillis();
    }
    System.out.printf(
        "%s, %d rounds, ms: load %s, until the first write %s, until its end %s%n",
        what, rounds, new Spread(load), new Spread(write), new Spread(total));
  }

  private Launch.Times command() {
    ObjectNode asked =
        stack.shapes().command(Town.ADA, "server", "status", Map.of("server", "valheim"));
    Interaction interaction = Interaction.of(asked, Instant.now());
    stack.discord().register(interaction);
    stack.discord().respond(interaction, Json.object().put("type", 5));
    Launch.Times times =
        launch.measure(app.calling("reactions"), new Payload("reactions", message(asked), "-"));
    if (stack.discord().reply(interaction).orElseThrow().thinking()) {
      throw new IllegalStateException("nothing came of it");
    }
    return times;
  }

  /** The report of the real agent, taken from the queue. */
  private Launch.Times event(int round) throws InterruptedException {
    QueueClient queue = stack.storage().queue("game-events");
    queue.clearMessages();
    String name = "Guest " + (char) ('A' + round % 26);
    stack.guest("valheim").orElseThrow().join(name);
    Instant deadline = Instant.now().plus(PATIENCE);
    while (Instant.now().isBefore(deadline)) {
      for (QueueMessageItem item : queue.receiveMessages(32)) {
        String report = new String(Base64.getDecoder().decode(item.getBody().toString()), UTF_8);
        if (report.contains(name)) {
          return launch.measure(app.calling("gameEvents"), new Payload("gameEvents", report, "-"));
        }
      }
      Thread.sleep(100);
    }
    throw new IllegalStateException("the agent reported nothing of " + name);
  }

  private static String message(ObjectNode asked) {
    ObjectNode message = Json.object().put("v", 1).put("type", "command");
    message.set("interaction", asked.get("id"));
    message.set("application", asked.get("application_id"));
    message.set("token", asked.get("token"));
    message.set("guild", asked.get("guild_id"));
    message.set("channel", asked.get("channel_id"));
    message.putObject("user").put("id", Town.ADA.id()).put("name", Town.ADA.name());
    message.put("locale", "en-GB").put("name", "status").put("server", "valheim");
    message.putObject("options");
    message.put("at", Instant.now().truncatedTo(ChronoUnit.SECONDS).toString());
    return Json.text(message);
  }
}
