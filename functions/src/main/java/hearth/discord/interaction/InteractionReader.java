package hearth.discord.interaction;

import hearth.core.ReplyAddress;
import hearth.core.User;
import hearth.discord.Ids;
import hearth.json.BadJson;
import hearth.json.JsonReader;
import hearth.json.JsonReader.Kind;
import java.util.ArrayList;
import java.util.List;

/** Reads an interaction in one pass, keeping only what is needed. */
final class InteractionReader {
  private static final int SUBCOMMAND = 1;
  private static final int GROUP = 2;
  private static final int LONGEST_TOKEN = 512;
  private static final int LONGEST_NAME = 100;
  private static final int LONGEST_LOCALE = 16;

  private final JsonReader json;
  private final List<String> roles = new ArrayList<>();
  private int type = -1;
  private String id;
  private String application;
  private String token;
  private String guild;
  private String channel;
  private String userId;
  private String nick;
  private String globalName;
  private String username;
  private boolean inGuild;
  private boolean hasOwners;
  private String guildOwner;
  private String locale;
  private String root;
  private String group;
  private String subcommand;
  private String server;
  private String length;
  private boolean force;
  private boolean newest;
  private String said;
  private String customId;
  private String permissions;

  private InteractionReader(JsonReader json) {
    this.json = json;
  }

  /**
   * The interaction in a body.
   *
   * @throws BadJson where it is no JSON object, is nested too deep, holds a name twice, or lacks
   *     what its type needs
   */
  static Interaction read(String body) throws BadJson {
    InteractionReader reader = new InteractionReader(new JsonReader(body));
    reader.top();
    reader.json.end();
    return reader.checked();
  }

  private void top() throws BadJson {
    if (json.kind() != Kind.OBJECT) {
      throw json.bad("not an object");
    }
    for (String name = json.member(); name != null; name = json.member()) {
      switch (name) {
        case "type" -> type = number();
        case "id" -> id = text();
        case "application_id" -> application = text();
        case "token" -> token = text();
        case "guild_id" -> guild = text();
        case "channel_id" -> channel = text();
        case "locale" -> locale = text();
        case "member" -> member();
        case "user" -> user();
        case "data" -> data();
        case "authorizing_integration_owners" -> owners();
        default -> json.skip();
      }
    }
  }

  private void member() throws BadJson {
    inGuild = isObject();
    for (String name = next(inGuild); name != null; name = json.member()) {
      switch (name) {
        case "user" -> user();
        case "nick" -> nick = text();
        case "roles" -> roles();
        case "permissions" -> permissions = text();
        default -> json.skip();
      }
    }
  }

  private void user() throws BadJson {
    for (String name = next(isObject()); name != null; name = json.member()) {
      switch (name) {
        case "id" -> userId = text();
        case "global_name" -> globalName = text();
        case "username" -> username = text();
        default -> json.skip();
      }
    }
  }

  private void roles() throws BadJson {
    if (isArray()) {
      while (json.element()) {
        if (json.text() == null) {
          throw json.bad("not a role");
        }
        roles.add(json.text());
      }
    }
  }

  private void owners() throws BadJson {
    hasOwners = isObject();
    for (String name = next(hasOwners); name != null; name = json.member()) {
      if (name.equals("0")) {
        guildOwner = text();
      } else {
        json.skip();
      }
    }
  }

  private void data() throws BadJson {
    for (String name = next(isObject()); name != null; name = json.member()) {
      switch (name) {
        case "name" -> root = text();
        case "options" -> options(false);
        case "custom_id" -> customId = text();
        default -> json.skip();
      }
    }
  }

  private void options(boolean ofSubcommand) throws BadJson {
    if (isArray()) {
      while (json.element()) {
        option(ofSubcommand);
      }
    }
  }

  private void option(boolean ofSubcommand) throws BadJson {
    if (json.kind() != Kind.OBJECT) {
      throw json.bad("not an option");
    }
    int kind = 0;
    String called = null;
    String value = null;
    for (String name = json.member(); name != null; name = json.member()) {
      switch (name) {
        case "type" -> kind = number();
        case "name" -> called = text();
        case "value" -> value = scalar();
        case "options" -> options(true);
        default -> json.skip();
      }
    }
    if (kind == SUBCOMMAND) {
      subcommand = called;
    } else if (!ofSubcommand && kind == GROUP) {
      group = called;
    } else if (ofSubcommand && called != null) {
      option(called, value);
    }
  }

  private void option(String called, String value) {
    switch (called) {
      case "server" -> server = value;
      case "for", "by" -> length = value;
      case "force" -> force = "true".equals(value);
      case "newest" -> newest = "true".equals(value);
      case "text", "month" -> said = value;
      default -> {}
    }
  }

  private Interaction checked() throws BadJson {
    if (type < 0) {
      throw json.bad("no type");
    }
    boolean component = type == Interaction.COMPONENT;
    if (component || type == Interaction.COMMAND || type == Interaction.AUTOCOMPLETE) {
      needs(Ids.isSnowflake(id) && Ids.isSnowflake(application) && Ids.isSnowflake(userId));
      needs(isToken(token));
      needs(component ? customId != null : root != null);
      needs(guild == null || (Ids.isSnowflake(guild) && Ids.isSnowflake(channel)));
    }
    boolean ofGuild = guild != null && inGuild && (!hasOwners || guild.equals(guildOwner));
    User user = new User(userId, name());
    return new Interaction(
        type,
        new ReplyAddress(id, application, token, channel, user, locale(), null, false),
        guild,
        new Interaction.Member(roles, permissions(), ofGuild),
        new Interaction.CommandData(root, command(), server, length, force, newest, said),
        customId);
  }

  /** The word of the table of commands: a subcommand in a group is named with it. */
  private String command() {
    return group == null || subcommand == null ? subcommand : group + "-" + subcommand;
  }

  private void needs(boolean there) throws BadJson {
    if (!there) {
      throw json.bad("a field is missing or malformed");
    }
  }

  private String name() {
    String name = nick != null ? nick : globalName != null ? globalName : username;
    StringBuilder whole = new StringBuilder();
    int points = 0;
    for (int i = 0; name != null && i < name.length() && points < LONGEST_NAME; points++) {
      int point = name.codePointAt(i);
      i += Character.charCount(point);
      // Half a surrogate pair has no UTF-8.
      whole.appendCodePoint(Character.getType(point) == Character.SURROGATE ? '?' : point);
    }
    return whole.toString();
  }

  private static boolean isToken(String text) {
    if (text == null || text.isEmpty() || text.length() > LONGEST_TOKEN) {
      return false;
    }
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) <= ' ' || text.charAt(i) > '~') {
        return false;
      }
    }
    return true;
  }

  private String locale() {
    if (locale == null || locale.length() > LONGEST_LOCALE) {
      return "";
    }
    for (int i = 0; i < locale.length(); i++) {
      char c = locale.charAt(i);
      boolean fine = c == '-' || (c < 128 && Character.isLetterOrDigit(c));
      if (!fine) {
        return "";
      }
    }
    return locale;
  }

  private int number() throws BadJson {
    Long number = json.whole();
    if (number == null || number != number.intValue()) {
      throw json.bad("not a whole number");
    }
    return number.intValue();
  }

  private String text() throws BadJson {
    if (json.kind() != Kind.TEXT && json.kind() != Kind.NULL) {
      throw json.bad("not a text");
    }
    return json.text();
  }

  /**
   * Discord's bits come as a decimal text of any length; one that is none permits nothing. What
   * does not fit into 64 bits runs over, and leaves the lower ones as they are.
   */
  private long permissions() {
    long bits = 0;
    for (int i = 0; permissions != null && i < permissions.length(); i++) {
      char c = permissions.charAt(i);
      if (c < '0' || c > '9') {
        return 0;
      }
      bits = bits * 10 + (c - '0');
    }
    return bits;
  }

  /** A text or a truth value; numbers belong to options that are not known here. */
  private String scalar() throws BadJson {
    if (json.kind() == Kind.OBJECT || json.kind() == Kind.ARRAY) {
      throw json.bad("not a value");
    }
    boolean truth = json.kind() == Kind.TRUE || json.kind() == Kind.FALSE;
    return truth ? String.valueOf(json.kind() == Kind.TRUE) : json.text();
  }

  private boolean isObject() throws BadJson {
    return is(Kind.OBJECT);
  }

  private boolean isArray() throws BadJson {
    return is(Kind.ARRAY);
  }

  private boolean is(Kind kind) throws BadJson {
    if (json.kind() != kind && json.kind() != Kind.NULL) {
      throw json.bad("not what it should be");
    }
    return json.kind() == kind;
  }

  private String next(boolean inside) throws BadJson {
    return inside ? json.member() : null;
  }
}
