package hearth.setup.doctor;

import hearth.setup.DiscordApi;
import hearth.setup.DiscordApi.Answer;
import java.util.List;

/** The operator's channel, which may be in any guild that the bot is in. */
record OperatorCheck(DiscordApi discord, String application, String channel) implements Check {

  @Override
  public List<Finding> look() {
    Answer answer = discord.get("/channels/" + channel);
    if (!answer.fine()) {
      return List.of(GuildCheck.refused(channel, answer, application));
    }
    String guild = answer.body().path("guild_id").asText();
    return List.of(new GuildCheck(discord, application, guild, List.of(channel)).look().getLast());
  }
}
