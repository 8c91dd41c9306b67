package hearth.setup.doctor;

import com.fasterxml.jackson.databind.JsonNode;
import hearth.app.settings.Settings;
import hearth.setup.DiscordApi;
import hearth.setup.DiscordApi.Answer;
import hearth.setup.Refusals;
import hearth.setup.register.CommandDiff;
import hearth.setup.register.CommandPlan;
import hearth.setup.register.CommandTree;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/** Whether Discord has the commands that the settings ask for, once in each guild. */
record CommandsCheck(
    DiscordApi discord,
    Settings.ForDoor door,
    Collection<String> guilds,
    Map<String, String> settings)
    implements Check {

  @Override
  public List<Finding> look() {
    Answer everywhere = discord.get(path(null));
    if (!everywhere.fine()) {
      return List.of(refused(everywhere));
    }
    boolean global = has(everywhere.body());
    List<Finding> findings = new ArrayList<>();
    if (global) {
      findings.add(compared(everywhere.body(), null));
    }
    for (String guild : guilds) {
      Answer own = discord.get(path(guild));
      if (!own.fine()) {
        findings.add(refused(own));
      } else if (has(own.body())) {
        findings.add(global ? twice(guild) : compared(own.body(), guild));
      } else if (!global) {
        findings.add(
            Finding.fail(
                "Commands: /" + door.command() + " is not registered in guild " + guild,
                "./hearth register, or ./hearth register --guild " + guild + " to try it out."));
      }
    }
    return findings;
  }

  private Finding compared(JsonNode registered, String guild) {
    JsonNode wanted = new CommandTree(CommandPlan.of(door, guild, settings)).json();
    CommandDiff diff = CommandDiff.between(registered, wanted, guild != null);
    String where = guild == null ? "for every guild" : "in guild " + guild;
    String flag = guild == null ? "" : " --guild " + guild;
    return diff.isEmpty()
        ? Finding.ok("Commands: registered " + where + " as they should be")
        : Finding.warn(
            "Commands: registered " + where + ", with " + diff.lines().size() + " differences",
            "./hearth register" + flag + " shows them and puts them right.");
  }

  private Finding twice(String guild) {
    return Finding.warn(
        "Commands: registered for every guild and in guild " + guild + ", so people see them twice",
        "./hearth register --remove --guild " + guild);
  }

  private Finding refused(Answer answer) {
    return Finding.fail(
        "Commands: Discord answered " + answer.status(),
        Refusals.explain(answer, door.application()));
  }

  private boolean has(JsonNode commands) {
    for (JsonNode command : commands) {
      if (command.path("name").asText().equals(door.command())) {
        return true;
      }
    }
    return false;
  }

  private String path(String guild) {
    return "/applications/"
        + door.application()
        + (guild == null ? "" : "/guilds/" + guild)
        + "/commands?with_localizations=true";
  }
}
