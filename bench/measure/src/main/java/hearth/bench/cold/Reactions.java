package hearth.bench.cold;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import hearth.bench.Spread;
import hearth.bench.Surroundings;
import hearth.local.discord.Interaction;
import hearth.local.discord.InteractionSigner;
import hearth.local.http.Json;
import hearth.local.stack.LocalStack;
import hearth.local.stack.Town;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The reactions function, cold, against a real Azurite: one command, from loading the app to the
 * function's end. The first write to the table lies before that end, so this bounds it from above.
 */
final class Reactions {
  private final LocalStack stack;
  private final Launch launch;
  private final Subject subject;

  private Reactions(Path scratch) throws IOException {
    Path directory = Files.createTempDirectory("hearth-bench");
    stack =
        new LocalStack(
            new LocalStack.Options(
                Path.of("").toAbsolutePath(),
                directory,
                0,
                1,
                Duration.ofMinutes(10),
                Duration.ofMinutes(5)),
            (server, line) -> {});
    Runtime.getRuntime().addShutdownHook(new Thread(stack::close));
    stack.start();
    // Its stand-ins are wanted, not its host: that would take the ticks.
    stack.host().close();
    Apps apps = Apps.packaged(scratch);
    subject = apps.hearth().calling("reactions");
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

  /** Takes the number of rounds. */
  public static void main(String[] args) throws IOException {
    int rounds = args.length == 0 ? 15 : Integer.parseInt(args[0]);
    Path scratch = Files.createDirectories(Path.of("bench/measure/target/cold"));
    Reactions reactions = new Reactions(scratch);
    System.out.println(Surroundings.line());
    double[] load = new double[rounds];
    double[] call = new double[rounds];
    for (int round = 0; round < rounds; round++) {
      Launch.Times times = reactions.measure();
      load[round] = times.loadMillis();
      call[round] = times.callMillis();
    }
    System.out.printf(
        "reactions, /server status, %d rounds, ms: load %s, first call to its end %s%n",
        rounds, new Spread(load), new Spread(call));
    System.exit(0);
  }

  private Launch.Times measure() {
    ObjectNode asked =
        stack.shapes().command(Town.ADA, "server", "status", Map.of("server", "valheim"));
    Interaction interaction = Interaction.of(asked, Instant.now());
    stack.discord().register(interaction);
    stack.discord().respond(interaction, Json.object().put("type", 5));
    Launch.Times times = launch.measure(subject, new Payload("reactions", message(asked), "-"));
    boolean written = stack.storage().states().listEntities().stream().findAny().isPresent();
    if (!written || stack.discord().reply(interaction).orElseThrow().thinking()) {
      throw new IllegalStateException("nothing came of it");
    }
    return times;
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
