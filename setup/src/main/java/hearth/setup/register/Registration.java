package hearth.setup.register;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import hearth.setup.DiscordApi;
import hearth.setup.DiscordApi.Answer;
import hearth.setup.Problem;
import hearth.setup.Refusals;
import hearth.setup.Terminal;
import java.util.Optional;

/**
 * Brings Discord's list of the application's commands to what is wanted: looks first, shows what
 * would change, asks, overwrites once, and checks what Discord says it has now.
 */
public final class Registration {
  private final DiscordApi discord;
  private final Terminal terminal;
  private final String application;
  private final String guild;

  /**
   * For one application.
   *
   * @param guild the guild, or null for every guild
   */
  public Registration(DiscordApi discord, Terminal terminal, String application, String guild) {
    this.discord = discord;
    this.terminal = terminal;
    this.application = application;
    this.guild = guild;
  }

  /**
   * The registered commands, with their translations.
   *
   * @throws Problem where Discord refuses
   */
  public JsonNode registered() {
    return registered(guild);
  }

  /**
   * Registers, unless it is so already or the person says no.
   *
   * @param sure whether nobody has to be asked
   * @return whether Discord has what is wanted now
   * @throws Problem where Discord refuses, or has something else afterwards
   */
  public boolean register(ArrayNode wanted, boolean sure) {
    CommandDiff diff = diff(registered(), wanted);
    if (diff.isEmpty()) {
      terminal.print("Nothing to change " + where() + ".");
      warnOfTwins(wanted);
      return true;
    }
    terminal.print("To change " + where() + ":");
    diff.lines().forEach(line -> terminal.print("  " + line));
    if (!sure && !terminal.agrees("Overwrite the commands " + where() + "?")) {
      terminal.print("Nothing was changed.");
      return false;
    }
    overwrite(wanted);
    terminal.print("Registered " + where() + ". " + seen());
    warnOfTwins(wanted);
    return true;
  }

  private void overwrite(ArrayNode wanted) {
    Answer answer = discord.put(path(guild), wanted);
    if (!answer.fine()) {
      throw new Problem(Refusals.explain(answer, application));
    }
    CommandDiff left = diff(answer.body(), wanted);
    if (!left.isEmpty()) {
      throw new Problem(
          "Discord took the commands, but has something else now: "
              + String.join("; ", left.lines()));
    }
  }

  private CommandDiff diff(JsonNode before, JsonNode after) {
    return CommandDiff.between(before, after, guild != null);
  }

  /** Registered for all and for one guild, a command is shown twice there. */
  private void warnOfTwins(ArrayNode wanted) {
    if (guild == null || wanted.isEmpty()) {
      return;
    }
    String name = wanted.get(0).path("name").asText();
    for (JsonNode command : registered(null)) {
      if (command.path("name").asText().equals(name)) {
        terminal.print(
            "Note: /"
                + name
                + " is registered for every guild as well, so people see it twice."
                + " './hearth register --remove' removes that one.");
      }
    }
  }

  private JsonNode registered(String of) {
    Answer answer = discord.get(path(of) + "?with_localizations=true");
    if (!answer.fine() || !answer.body().isArray()) {
      throw new Problem(Refusals.explain(answer, application));
    }
    return answer.body();
  }

  private String path(String of) {
    return "/applications/" + application + (of == null ? "" : "/guilds/" + of) + "/commands";
  }

  private String where() {
    return Optional.ofNullable(guild).map(id -> "in guild " + id).orElse("for every guild");
  }

  private String seen() {
    return guild == null
        ? "People may have to restart Discord (Ctrl+R) to see it at once."
        : "It is there at once.";
  }
}
