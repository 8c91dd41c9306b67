package hearth.setup;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigInteger;
import java.util.Collection;
import java.util.EnumSet;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/** The bot's rights in a channel: those it needs, and those it has by Discord's rules. */
public final class Permissions {
  private static final long ADMINISTRATOR = 1L << 3;

  /** One permission by its name in Discord's settings. */
  public enum Permission {
    MANAGE_CHANNELS(4, "Manage Channels"),
    VIEW_CHANNEL(10, "View Channels"),
    SEND_MESSAGES(11, "Send Messages"),
    EMBED_LINKS(14, "Embed Links"),
    READ_MESSAGE_HISTORY(16, "Read Message History"),
    SEND_MESSAGES_IN_THREADS(38, "Send Messages in Threads");

    /** Its name as people see it. */
    public final String title;

    private final long bit;

    Permission(int position, String title) {
      this.bit = 1L << position;
      this.title = title;
    }
  }

  /** Without these a channel is of no use. */
  public static final Set<Permission> NEEDED =
      EnumSet.of(
          Permission.VIEW_CHANNEL,
          Permission.SEND_MESSAGES,
          Permission.EMBED_LINKS,
          Permission.READ_MESSAGE_HISTORY);

  /** These, in the guild as a whole, for a session's private channel. */
  public static final Set<Permission> FOR_PRIVATE_CHANNELS = EnumSet.of(Permission.MANAGE_CHANNELS);

  private Permissions() {}

  /** The bit set of some permissions. */
  public static long bits(Collection<Permission> permissions) {
    return permissions.stream().mapToLong(permission -> permission.bit).reduce(0, (a, b) -> a | b);
  }

  /** Those of the wanted ones that are not in a bit set. */
  public static Set<Permission> missing(Set<Permission> wanted, long held) {
    Set<Permission> missing = EnumSet.noneOf(Permission.class);
    wanted.stream().filter(each -> (held & each.bit) == 0).forEach(missing::add);
    return missing;
  }

  /** Their names, for a sentence. */
  public static String titles(Collection<Permission> permissions) {
    return permissions.stream().map(each -> each.title).collect(Collectors.joining(", "));
  }

  /**
   * A member's rights in a channel, as Discord's reference computes them: everybody's role and the
   * member's roles together, then the channel's overwrites for everybody, for roles, for the
   * member.
   *
   * @param guild the guild with its {@code roles} and {@code owner_id}
   * @param member the member with its {@code roles}
   */
  public static long effective(JsonNode guild, JsonNode member, String user, JsonNode channel) {
    String everybody = guild.path("id").asText();
    Set<String> roles =
        StreamSupport.stream(member.path("roles").spliterator(), false)
            .map(JsonNode::asText)
            .collect(Collectors.toSet());
    long base = 0;
    for (JsonNode role : guild.path("roles")) {
      String id = role.path("id").asText();
      base |= id.equals(everybody) || roles.contains(id) ? number(role, "permissions") : 0;
    }
    if ((base & ADMINISTRATOR) != 0 || guild.path("owner_id").asText().equals(user)) {
      return ~0L;
    }
    JsonNode overwrites = channel.path("permission_overwrites");
    long held = apply(base, overwrites, Set.of(everybody));
    held = apply(held, overwrites, roles);
    return apply(held, overwrites, Set.of(user));
  }

  private static long apply(long held, JsonNode overwrites, Set<String> whose) {
    long allow = 0;
    long deny = 0;
    for (JsonNode overwrite : overwrites) {
      if (whose.contains(overwrite.path("id").asText())) {
        allow |= number(overwrite, "allow");
        deny |= number(overwrite, "deny");
      }
    }
    return (held & ~deny) | allow;
  }

  private static long number(JsonNode object, String key) {
    String text = object.path(key).asText("0");
    return text.matches("[0-9]+") ? new BigInteger(text).longValue() : 0;
  }
}
