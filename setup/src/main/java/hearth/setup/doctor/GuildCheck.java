package hearth.setup.doctor;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import hearth.setup.DiscordApi;
import hearth.setup.DiscordApi.Answer;
import hearth.setup.Permissions;
import hearth.setup.Permissions.Permission;
import hearth.setup.Refusals;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;

/** Whether the bot is in a guild, and what it may do in the channels that are told of servers. */
record GuildCheck(DiscordApi discord, String application, String guild, Collection<String> channels)
    implements Check {

  @Override
  public List<Finding> look() {
    Answer found = discord.get("/guilds/" + guild);
    Answer member =
        found.fine() ? discord.get("/guilds/" + guild + "/members/" + application) : found;
    if (!member.fine()) {
      String what = "Guild " + guild + ": Discord answered " + member.status();
      return List.of(Finding.fail(what, Refusals.explain(member, application)));
    }
    List<Finding> findings = new ArrayList<>();
    findings.add(Finding.ok("Guild " + guild + ": the bot is a member"));
    privateChannels(found.body(), member.body(), findings);
    for (String channel : channels) {
      findings.add(channel(found.body(), member.body(), channel));
    }
    return findings;
  }

  private void privateChannels(JsonNode guildFound, JsonNode member, List<Finding> findings) {
    long held =
        Permissions.effective(
            guildFound, member, application, JsonNodeFactory.instance.objectNode());
    Set<Permission> missing = Permissions.missing(Permissions.FOR_PRIVATE_CHANNELS, held);
    if (!missing.isEmpty()) {
      findings.add(
          Finding.warn(
              "Guild "
                  + guild
                  + ": for private channels the bot lacks "
                  + Permissions.titles(missing),
              "Server Settings, Roles, the bot's role: allow it. Nothing to do where no session"
                  + " gets a private channel."));
    }
  }

  private Finding channel(JsonNode guildFound, JsonNode member, String id) {
    Answer channel = discord.get("/channels/" + id);
    if (!channel.fine()) {
      return refused(id, channel, application);
    }
    if (!channel.body().path("guild_id").asText().equals(guild)) {
      return Finding.fail(
          "Channel " + id + ": it is in another guild than HEARTH_SERVERS says",
          "Correct guild or channel: both by Copy ID in Discord, with Developer Mode on.");
    }
    return new ChannelRights(application, guildFound, member).in(channel.body(), this::parent);
  }

  /** A channel that Discord does not show. */
  static Finding refused(String channel, Answer answer, String application) {
    return Finding.fail(
        "Channel " + channel + ": Discord answered " + answer.status(),
        answer.status() == 403
            ? "In Discord open the channel's settings, Permissions, add the bot's role and allow"
                + " View Channels."
            : Refusals.explain(answer, application));
  }

  /** A thread's rights are its channel's. */
  private JsonNode parent(JsonNode thread) {
    return discord.get("/channels/" + thread.path("parent_id").asText()).body();
  }
}
