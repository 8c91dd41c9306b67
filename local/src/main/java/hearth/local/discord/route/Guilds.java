package hearth.local.discord.route;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import hearth.local.http.Json;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The guilds that the bot is in, each with everybody's role, the bot's own and people's. */
public final class Guilds {
  /** Discord's rights for everybody in a new guild, as far as they matter here. */
  private static final long EVERYBODY =
      1L << 10 | 1L << 11 | 1L << 14 | 1L << 16 | 1L << 35 | 1L << 36 | 1L << 38;

  /** The invitation's further rights: Manage Channels, Manage Threads. */
  private static final long INVITED = 1L << 4 | 1L << 34;

  private static final long ADMINISTRATOR = 1L << 3;

  private final String bot;
  private final Map<String, Guild> guilds = new LinkedHashMap<>();

  /** A guild; permissions are bit sets, and people's roles, names by ids, permit nothing more. */
  record Guild(String id, String name, long everybody, long own, Map<String, String> roles) {}

  public Guilds(String bot) {
    this.bot = bot;
  }

  public synchronized void add(String id, String name) {
    guilds.put(id, new Guild(id, name, EVERYBODY, EVERYBODY | INVITED, Map.of()));
  }

  public synchronized void role(String guild, String id, String name) {
    guilds.computeIfPresent(
        guild,
        (key, old) -> {
          Map<String, String> roles = new LinkedHashMap<>(old.roles());
          roles.put(id, name);
          return new Guild(key, old.name(), old.everybody(), old.own(), roles);
        });
  }

  public synchronized void remove(String id) {
    guilds.remove(id);
  }

  public synchronized void permissions(String id, long everybody, long own) {
    guilds.computeIfPresent(
        id, (key, guild) -> new Guild(id, guild.name(), everybody, own, guild.roles()));
  }

  /** The guild that channels belong to which name none. */
  public synchronized String first() {
    return guilds.isEmpty() ? "" : guilds.keySet().iterator().next();
  }

  public synchronized Optional<Guild> find(String id) {
    return Optional.ofNullable(guilds.get(id));
  }

  /**
   * The bot's rights, as Discord's reference computes them: both roles together, then the
   * overwrites for everybody, for the bot's role, for the bot itself.
   *
   * @param overwrites a channel's; none for the guild as a whole
   */
  long held(Guild guild, JsonNode overwrites) {
    long held = guild.everybody() | guild.own();
    if ((held & ADMINISTRATOR) != 0) {
      return ~0L;
    }
    for (String whose : List.of(guild.id(), ownRole(guild), bot)) {
      for (JsonNode overwrite : overwrites) {
        if (overwrite.path("id").asText().equals(whose)) {
          held &= ~overwrite.path("deny").asLong();
          held |= overwrite.path("allow").asLong();
        }
      }
    }
    return held;
  }

  /** Those that the bot is in, in part, as Discord tells them. */
  public synchronized ArrayNode list() {
    ArrayNode list = Json.array();
    for (Guild guild : guilds.values()) {
      ObjectNode json = list.addObject().put("id", guild.id()).put("name", guild.name());
      json.put("owner", false).put("permissions", Long.toString(guild.everybody() | guild.own()));
    }
    return list;
  }

  public ObjectNode describe(Guild guild) {
    ObjectNode json = Json.object().put("id", guild.id()).put("name", guild.name());
    json.put("owner_id", "1000000000000000000").put("preferred_locale", "en-US");
    json.set("roles", roles(guild));
    return json;
  }

  public ArrayNode roles(Guild guild) {
    ArrayNode roles = Json.array();
    role(roles, guild.id(), "@everyone", guild.everybody());
    ObjectNode own = role(roles, ownRole(guild), "Hearth", guild.own()).put("managed", true);
    own.putObject("tags").put("bot_id", bot);
    guild.roles().forEach((id, name) -> role(roles, id, name, 0));
    return roles;
  }

  public ObjectNode member(Guild guild) {
    ObjectNode json = Json.object();
    json.putArray("roles").add(ownRole(guild));
    json.putObject("user").put("id", bot).put("username", "Hearth").put("bot", true);
    return json.put("joined_at", "2024-01-01T00:00:00.000000+00:00").put("pending", false);
  }

  private static ObjectNode role(ArrayNode roles, String id, String name, long permissions) {
    ObjectNode role = roles.addObject().put("id", id).put("name", name).put("managed", false);
    return role.put("permissions", Long.toString(permissions)).put("position", roles.size() - 1);
  }

  private static String ownRole(Guild guild) {
    return guild.id().substring(0, guild.id().length() - 1) + "8";
  }
}
