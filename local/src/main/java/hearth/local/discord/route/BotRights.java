package hearth.local.discord.route;

import hearth.local.discord.model.Channel;
import hearth.local.discord.model.DiscordError;

import com.fasterxml.jackson.databind.JsonNode;
import hearth.local.http.Request;
import java.util.Optional;

/** The bot's missing rights in a channel, by the guild's roles and the channel's overwrites. */
record BotRights(Guilds guilds, ChannelStore store) {
  static final long MANAGE_CHANNELS = 1L << 4;
  private static final long VIEW_CHANNEL = 1L << 10;
  private static final long SEND_MESSAGES = 1L << 11;
  private static final long MANAGE_THREADS = 1L << 34;
  private static final long CREATE_PUBLIC_THREADS = 1L << 35;
  private static final long CREATE_PRIVATE_THREADS = 1L << 36;
  private static final long SEND_IN_THREADS = 1L << 38;

  /** Why Discord refuses the request; empty when it does not, or the channel is in no guild. */
  Optional<DiscordError> refusal(String id, Request request) {
    Channel channel = store.channel(id).orElseThrow();
    return guilds
        .find(channel.document().path("guild_id").asText())
        .flatMap(guild -> refusal(guilds.held(guild, overwrites(channel)), channel, request));
  }

  private static Optional<DiscordError> refusal(long held, Channel channel, Request request) {
    if ((held & VIEW_CHANNEL) == 0) {
      return Optional.of(DiscordError.MISSING_ACCESS);
    }
    boolean may = (held & needed(channel, request)) == needed(channel, request);
    return may ? Optional.empty() : Optional.of(DiscordError.MISSING_PERMISSIONS);
  }

  private static long needed(Channel channel, Request request) {
    boolean itself = request.path().endsWith("/channels/" + channel.id());
    if (itself && !request.method().equals("GET")) {
      return channel.isThread() ? MANAGE_THREADS : MANAGE_CHANNELS;
    }
    if (!request.method().equals("POST")) {
      return 0;
    }
    if (request.path().endsWith("/threads")) {
      boolean ofMessage = request.path().contains("/messages/");
      return ofMessage ? CREATE_PUBLIC_THREADS : CREATE_PRIVATE_THREADS;
    }
    return channel.isThread() ? SEND_IN_THREADS : SEND_MESSAGES;
  }

  /** A thread's are its channel's. */
  private JsonNode overwrites(Channel channel) {
    JsonNode document = channel.document();
    JsonNode parent =
        store
            .channel(document.path("parent_id").asText())
            .map(Channel::document)
            .filter(found -> channel.isThread())
            .orElse(channel.document());
    return parent.path("permission_overwrites");
  }
}
