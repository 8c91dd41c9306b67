package hearth.setup.doctor;

import com.fasterxml.jackson.databind.JsonNode;
import hearth.setup.Permissions;
import hearth.setup.Permissions.Permission;
import java.util.EnumSet;
import java.util.Set;
import java.util.function.UnaryOperator;

/** Compares the bot's rights in a channel with what Hearth does there. */
record ChannelRights(String bot, JsonNode guild, JsonNode member) {
  private static final Set<Integer> READABLE = Set.of(0, 2, 5, 13);
  private static final Set<Integer> THREADS = Set.of(10, 11, 12);

  /**
   * The missing rights, or that none is.
   *
   * @param parent finds the channel of a thread
   */
  Finding in(JsonNode channel, UnaryOperator<JsonNode> parent) {
    int type = channel.path("type").asInt();
    boolean thread = THREADS.contains(type);
    if (!thread && !READABLE.contains(type)) {
      return Finding.fail(
          name(channel) + " is of a kind that holds no messages",
          "Name a text channel or a thread in HEARTH_SERVERS.");
    }
    JsonNode place = thread ? parent.apply(channel) : channel;
    long held = Permissions.effective(guild, member, bot, place);
    return judged(name(channel), held, needed(thread));
  }

  private static Set<Permission> needed(boolean thread) {
    Set<Permission> needed = EnumSet.copyOf(Permissions.NEEDED);
    if (thread) {
      needed.remove(Permission.SEND_MESSAGES);
      needed.add(Permission.SEND_MESSAGES_IN_THREADS);
    }
    return needed;
  }

  private static Finding judged(String name, long held, Set<Permission> needed) {
    Set<Permission> missing = Permissions.missing(needed, held);
    return missing.isEmpty()
        ? Finding.ok(name + ": the bot may do all that it needs")
        : Finding.fail(name + ": the bot lacks " + Permissions.titles(missing), mend(missing));
  }

  private static String mend(Set<Permission> missing) {
    return "Channel settings, Permissions, the bot's role: allow "
        + Permissions.titles(missing)
        + ".";
  }

  private static String name(JsonNode channel) {
    return "Channel #" + channel.path("name").asText() + " (" + channel.path("id").asText() + ")";
  }
}
