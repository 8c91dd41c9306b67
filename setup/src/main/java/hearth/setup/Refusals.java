package hearth.setup;

import com.fasterxml.jackson.databind.JsonNode;
import hearth.setup.DiscordApi.Answer;
import java.util.ArrayList;
import java.util.List;

/** Explains Discord's refusals to a person, with what there is to do. */
public final class Refusals {
  private Refusals() {}

  /** One or two sentences on an answer that is not fine. */
  public static String explain(Answer answer, String application) {
    return switch (answer.status()) {
      case 401 ->
          "Discord does not know the bot token. In the developer portal open Bot, press Reset Token,"
              + " and put the new one into DISCORD_BOT_TOKEN.";
      case 403 -> forbidden(answer, application);
      case 404 -> unknown(answer, application);
      case 429 ->
          "Discord asks to wait "
              + (long) Math.ceil(answer.body().path("retry_after").asDouble())
              + " s. Run this again afterwards.";
      case 400 -> invalid(answer);
      default ->
          answer.status() >= 500
              ? "Discord has trouble of its own ("
                  + answer.status()
                  + "). See"
                  + " https://discordstatus.com and run this again in a few minutes."
              : "Discord answered " + answer.status() + " " + text(answer) + ".";
    };
  }

  /** The page that brings the bot into a guild with what every channel needs. */
  public static String invitation(String application) {
    return "https://discord.com/oauth2/authorize?client_id="
        + application
        + "&scope=bot+applications.commands&permissions="
        + Permissions.bits(Permissions.NEEDED);
  }

  private static String forbidden(Answer answer, String application) {
    return switch (answer.code()) {
      case 50001 ->
          "The bot has no access there (50001). Invite it with " + invitation(application) + ".";
      case 50013 ->
          "The bot lacks a permission there (50013). Give its role what docs/discord.md lists.";
      case 20012 ->
          "The bot token belongs to another application than DISCORD_APPLICATION_ID (20012).";
      default -> "Discord forbids it: " + text(answer) + ".";
    };
  }

  private static String unknown(Answer answer, String application) {
    return switch (answer.code()) {
      case 10002 -> "Discord knows no application with the id in DISCORD_APPLICATION_ID (10002).";
      case 10003 -> "That channel does not exist (any more) (10003). Correct HEARTH_SERVERS.";
      case 10004 ->
          "The bot is not in that guild (10004). Invite it with " + invitation(application) + ".";
      default -> "Discord does not know it: " + text(answer) + ". Is DISCORD_API right?";
    };
  }

  private static String invalid(Answer answer) {
    List<String> lines = new ArrayList<>();
    collect("", answer.body().path("errors"), lines);
    return "Discord finds the commands wrong, which is a bug of Hearth's: "
        + (lines.isEmpty() ? text(answer) : String.join("; ", lines))
        + ".";
  }

  private static void collect(String path, JsonNode node, List<String> lines) {
    node.path("_errors").forEach(error -> lines.add(path + " " + error.path("message").asText()));
    node.properties().stream()
        .filter(field -> !field.getKey().equals("_errors"))
        .forEach(
            field ->
                collect(
                    path.isEmpty() ? field.getKey() : path + "." + field.getKey(),
                    field.getValue(),
                    lines));
  }

  private static String text(Answer answer) {
    return answer.body().path("message").asText("without a word") + " (" + answer.code() + ")";
  }
}
