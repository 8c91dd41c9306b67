package hearth.local.page;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import hearth.local.console.Prompt;
import hearth.local.discord.InteractionShapes;
import hearth.local.discord.SignedInteractions;
import hearth.local.discord.model.InteractionOrigin;
import hearth.local.discord.model.Message;
import hearth.local.discord.model.Person;
import hearth.local.http.Json;
import hearth.local.machine.GameProcess;
import hearth.local.stack.LocalStack;
import hearth.local.stack.Town;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The desk over a stack that was started. */
final class StackDesk implements Desk {
  private static final String FAR_NAME = "elsewhere";

  private final LocalStack stack;
  private final InteractionShapes strange;

  StackDesk(LocalStack stack) {
    this.stack = stack;
    InteractionOrigin far =
        new InteractionOrigin(stack.application(), Town.ELSEWHERE, Town.FAR_CHANNEL);
    strange = new InteractionShapes(far, InstantSource.system());
  }

  /** Cleo's guild is there once she has asked, so that tools find the fleet's guild alone. */
  private synchronized InteractionShapes shapes(Person who) {
    if (!who.equals(Town.CLEO)) {
      return stack.shapes();
    }
    if (!stack.discord().channels().containsKey(Town.FAR_CHANNEL)) {
      stack.discord().addGuild(Town.ELSEWHERE, "Elsewhere");
      stack.discord().addChannel(Town.FAR_CHANNEL, Town.ELSEWHERE, FAR_NAME);
    }
    return strange;
  }

  @Override
  public List<Person> people() {
    return List.of(Town.ada(stack.roster()), Town.BEN, Town.CLEO);
  }

  @Override
  public ObjectNode town() {
    ObjectNode town = Json.object();
    ArrayNode servers = town.putArray("servers");
    stack
        .roster()
        .servers()
        .forEach(one -> servers.addObject().put("name", one.name()).put("title", one.title()));
    ObjectNode channels = town.putObject("channels");
    stack.discord().channels().forEach(channels::put);
    channels.put(Town.FAR_CHANNEL, FAR_NAME);
    return town;
  }

  @Override
  public ArrayNode commands() {
    ArrayNode commands = stack.discord().commands("");
    return commands.isEmpty()
        ? stack.discord().commands(stack.roster().servers().getFirst().guild())
        : commands;
  }

  @Override
  public SignedInteractions.Outcome command(
      Person who, String command, String subcommand, Map<String, String> options) {
    return stack.interactions().send(shapes(who).command(who, command, subcommand, options));
  }

  @Override
  public SignedInteractions.Outcome autocomplete(
      Person who, String command, String subcommand, String option, String partial) {
    return stack
        .interactions()
        .send(shapes(who).autocomplete(who, command, subcommand, option, partial));
  }

  @Override
  public SignedInteractions.Outcome press(Person who, String button, Message message) {
    return stack.interactions().send(shapes(who).component(who, button, message));
  }

  @Override
  public String guest(String what, String server, String name) {
    Optional<GameProcess> guest = stack.guest(server);
    if (guest.isEmpty()) {
      return "No machine of " + server + " runs.";
    }
    if (what.equals("join")) {
      guest.get().join(name);
    } else {
      guest.get().leave(name);
    }
    return "";
  }

  @Override
  public String obey(String line) {
    ByteArrayOutputStream told = new ByteArrayOutputStream();
    PrintStream out = new PrintStream(told, true, StandardCharsets.UTF_8);
    new Prompt(stack, out, show -> {}).obey(line);
    return told.toString(StandardCharsets.UTF_8).strip();
  }
}
