package hearth.local.discord;

import com.fasterxml.jackson.databind.JsonNode;

/** Discord's limits of channels and threads, made or changed. */
final class ChannelRules {
  private static final Rule NAME = Values.text(1, 100);
  private static final Rule ARCHIVE_MINUTES = Values.oneOf(60, 1440, 4320, 10_080);
  private static final Rule SLOW_SECONDS = Values.whole(0, 21_600);
  private static final int ANNOUNCEMENT_THREAD = 10;
  private static final int PUBLIC_THREAD = 11;
  private static final int PRIVATE_THREAD = 12;

  private static final Rule OVERWRITE =
      new Shape()
          .needs("id", Values.ID)
          .needs("type", Values.oneOf(0, 1))
          .may("allow", Values.text(1, 20).and(ChannelRules::bits))
          .may("deny", Values.text(1, 20).and(ChannelRules::bits));

  /** {@code POST /channels/{channel}/messages/{message}/threads}. */
  static final Rule THREAD_OF_MESSAGE = thread();

  /** {@code POST /channels/{channel}/threads}. */
  static final Rule THREAD =
      thread()
          .may("type", Values.oneOf(ANNOUNCEMENT_THREAD, PUBLIC_THREAD, PRIVATE_THREAD))
          .may("invitable", Values.YES_OR_NO);

  /** {@code POST /guilds/{guild}/channels}. */
  static final Rule CHANNEL = channel().needs("name", NAME).may("type", Values.whole(0, 16));

  /** {@code PATCH /channels/{channel}}, of a channel or a thread. */
  static final Rule CHANGE =
      channel()
          .may("name", NAME)
          .may("archived", Values.YES_OR_NO)
          .may("locked", Values.YES_OR_NO)
          .may("invitable", Values.YES_OR_NO)
          .may("auto_archive_duration", ARCHIVE_MINUTES)
          .may("flags", Values.bits(1 << 1));

  private ChannelRules() {}

  private static Shape thread() {
    return new Shape()
        .needs("name", NAME)
        .may("auto_archive_duration", ARCHIVE_MINUTES)
        .may("rate_limit_per_user", SLOW_SECONDS);
  }

  private static Shape channel() {
    return new Shape()
        .may("topic", Values.text(0, 1024))
        .may("position", Values.whole(0, Integer.MAX_VALUE))
        .may("parent_id", Values.ID)
        .may("nsfw", Values.YES_OR_NO)
        .may("rate_limit_per_user", SLOW_SECONDS)
        .may("permission_overwrites", Values.list(0, 100, OVERWRITE));
  }

  private static void bits(String path, JsonNode bits, Mistakes mistakes) {
    if (!bits.asText().matches("[0-9]+")) {
      mistakes.add(path, "NUMBER_TYPE_COERCE", "Value is not a bit set.");
    }
  }
}
