package hearth.local.discord.rule;

import com.fasterxml.jackson.databind.JsonNode;

/** Channels and threads, made or changed: the OpenAPI document's limits, and stricter ones. */
public final class ChannelRules {
  private static final Rule OVERWRITE =
      Rule.needs("type")
          .and(Rule.member("allow", Values.BIT_SET))
          .and(Rule.member("deny", Values.BIT_SET));

  /** A text channel's topic is shorter than a forum's. */
  private static final Rule STRICTER =
      Rule.member("topic", Values.text(0, 1024))
          .and(Rule.member("permission_overwrites", Values.list(0, 100, OVERWRITE)));

  /** {@code POST /channels/{channel}/messages/{message}/threads}. */
  public static final Rule THREAD_OF_MESSAGE = OpenApi.of("CreateTextThreadWithMessageRequest");

  /** {@code POST /channels/{channel}/threads}. */
  public static final Rule THREAD = OpenApi.of("CreateTextThreadWithoutMessageRequest");

  /** {@code POST /guilds/{guild}/channels}. */
  public static final Rule CHANNEL = OpenApi.of("CreateGuildChannelRequest").and(STRICTER);

  private static final Rule OF_THREAD =
      OpenApi.of("UpdateThreadRequestPartial")
          .and(Rule.member("name", Values.text(1, 100)))
          .and(Rule.member("flags", Values.bits(1 << 1)));

  private static final Rule OF_CHANNEL =
      OpenApi.of("UpdateGuildChannelRequestPartial").and(STRICTER);

  /** {@code PATCH /channels/{channel}}, of a channel or a thread. */
  public static final Rule CHANGE =
      (path, change, mistakes) ->
          (isOfThread(change) ? OF_THREAD : OF_CHANNEL).check(path, change, mistakes);

  private ChannelRules() {}

  private static boolean isOfThread(JsonNode change) {
    return change.has("archived")
        || change.has("locked")
        || change.has("invitable")
        || change.has("auto_archive_duration");
  }
}
