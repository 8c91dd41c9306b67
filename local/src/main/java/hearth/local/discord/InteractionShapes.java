package hearth.local.discord;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import hearth.local.discord.model.InteractionOrigin;
import hearth.local.discord.model.Message;
import hearth.local.discord.model.Person;
import hearth.local.discord.model.Snowflakes;
import hearth.local.http.Json;
import java.time.InstantSource;
import java.util.Map;
import java.util.UUID;

/** Builds interactions as Discord sends them, each with an id of now and a token of its own. */
public final class InteractionShapes {
  private static final String COMMAND_ID = "1100000000000000001";

  private final InteractionOrigin place;
  private final InstantSource clock;

  /** For interactions from one channel. */
  public InteractionShapes(InteractionOrigin place, InstantSource clock) {
    this.place = place;
    this.clock = clock;
  }

  /** Discord's ping of the endpoint. */
  public ObjectNode ping() {
    return Json.object()
        .put("version", 1)
        .put("type", 1)
        .put("token", UUID.randomUUID().toString())
        .put("id", Snowflakes.at(clock.instant()))
        .put("application_id", place.application());
  }

  /** {@code /command subcommand option:value …}; one in a group stands behind its name. */
  public ObjectNode command(
      Person who, String command, String subcommand, Map<String, String> options) {
    ObjectNode json = from(who, 2);
    named(json, command, subcommand, options);
    return json;
  }

  /** The person is typing {@code partial} into the option {@code focused}. */
  public ObjectNode autocomplete(
      Person who, String command, String subcommand, String focused, String partial) {
    ObjectNode json = from(who, 4);
    ArrayNode options = named(json, command, subcommand, Map.of());
    options.addObject().put("type", 3).put("name", focused).put("value", partial);
    ((ObjectNode) options.get(0)).put("focused", true);
    return json;
  }

  /** The person pressed the button {@code customId} of a message. */
  public ObjectNode component(Person who, String customId, Message message) {
    ObjectNode json = from(who, 3);
    json.putObject("data").put("custom_id", customId).put("component_type", 2).put("id", 2);
    json.set("message", message.json(place.application()));
    return json;
  }

  private static ArrayNode named(
      ObjectNode json, String command, String subcommand, Map<String, String> values) {
    ObjectNode data = json.putObject("data").put("id", COMMAND_ID).put("name", command);
    ArrayNode options = data.put("type", 1).putArray("options");
    int blank = subcommand.indexOf(' ');
    if (blank > 0) {
      ObjectNode group = options.addObject().put("type", 2);
      options = group.put("name", subcommand.substring(0, blank)).putArray("options");
    }
    ObjectNode sub = options.addObject().put("type", 1);
    sub.put("name", subcommand.substring(blank + 1));
    ArrayNode inner = sub.putArray("options");
    values.forEach((name, value) -> option(inner.addObject().put("name", name), name, value));
    return inner;
  }

  private static void option(ObjectNode option, String name, String value) {
    if (name.equals("force") || name.equals("newest")) {
      option.put("type", 5).put("value", Boolean.parseBoolean(value));
    } else {
      option.put("type", 3).put("value", value);
    }
  }

  private ObjectNode from(Person who, int type) {
    ObjectNode json = ping().put("type", type).put("guild_id", place.guild());
    json.put("channel_id", place.channel()).put("locale", "en-GB").put("guild_locale", "en-US");
    json.put("app_permissions", "562949953601536").put("context", 0);
    json.putArray("entitlements");
    json.putObject("authorizing_integration_owners").put("0", place.guild());
    json.putObject("channel").put("id", place.channel()).put("type", 0);
    json.putObject("guild").put("id", place.guild()).put("locale", "en-US");
    ObjectNode member = json.putObject("member").put("permissions", who.permissions());
    ArrayNode roles = member.putArray("roles");
    who.roles().forEach(roles::add);
    member.put("joined_at", "2024-01-01T00:00:00.000000+00:00").put("nick", (String) null);
    member
        .putObject("user")
        .put("id", who.id())
        .put("username", who.name())
        .put("global_name", who.name())
        .put("discriminator", "0");
    return json;
  }
}
