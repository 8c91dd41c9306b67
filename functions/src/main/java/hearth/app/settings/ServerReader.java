package hearth.app.settings;

import hearth.app.message.Formats;
import hearth.app.message.ValidatingReader;
import hearth.core.CommandName;
import hearth.core.fleet.Allow;
import hearth.core.fleet.AnnouncementPolicy;
import hearth.core.fleet.GamePolicy;
import hearth.core.fleet.GuildChannel;
import hearth.core.fleet.Limits;
import hearth.core.fleet.MachinePolicy;
import hearth.core.fleet.Placement;
import hearth.core.fleet.PrivateChannelPolicy;
import hearth.core.fleet.Server;
import hearth.core.fleet.StableName;
import hearth.discord.Ids;
import hearth.discord.interaction.Permissions;
import hearth.json.BadJson;
import java.net.URI;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Reads one server of the fleet; what is not said is as it is by default. */
final class ServerReader {
  private static final int MOST_PLACEMENTS = 16;
  private static final int MOST_ENTRIES = 50;
  private static final int LONGEST_TITLE = 50;
  private static final int LONGEST_HOST = 253;
  private static final String UTC = "UTC";

  private final ValidatingReader json;
  private String name;
  private String title;
  private String game;
  private String guild;
  private String channel;
  private long port;
  private List<Placement> placements;
  private boolean regularPrice;
  private Allow allow = new Allow(Map.of());
  private boolean adopt;
  private Limits limits = Limits.DEFAULT;
  private AnnouncementPolicy announce = AnnouncementPolicy.ALL;
  private PrivateChannelPolicy privacy;
  private StableName stableName;
  private GamePolicy.Update update;
  private GamePolicy.NewWorld newWorld;

  ServerReader(ValidatingReader json) {
    this.json = json;
  }

  /** The server, or null where it is no object. */
  Server read() throws BadJson {
    if (!json.object()) {
      return null;
    }
    for (String member = json.member(); member != null; member = json.member()) {
      member(member);
    }
    json.required(name, "name");
    json.required(game, "game");
    json.required(guild, "guild");
    json.required(channel, "channel");
    json.required(port == 0 ? null : port, "port");
    json.required(placements, "placements");
    priced();
    everyone();
    return new Server(
        name,
        title == null ? name : title,
        game,
        (int) port,
        stableName,
        new MachinePolicy(placements, regularPrice, adopt),
        new GuildChannel(guild, channel, UTC, "", announce, privacy),
        allow,
        limits,
        update == null && newWorld == null ? GamePolicy.USUAL : new GamePolicy(update, newWorld));
  }

  private void member(String member) throws BadJson {
    switch (member) {
      case "name" -> name = json.server();
      case "title" -> title = title();
      case "game" -> game = game();
      case "guild" -> guild = json.snowflake();
      case "channel" -> channel = json.snowflake();
      case "port" -> port = json.whole(1, 65_535);
      case "placements" -> placements = placements();
      case "regularPrice" -> regularPrice = json.truth();
      case "allow" -> allow = allow();
      case "foreign" -> adopt = either("adopt", "stop");
      case "limits" -> limits = new LimitsReader(json).read();
      case "announce" -> announce = announce();
      case "private" -> privacy = privacy();
      case "hostname" -> stableName = stableName();
      case "update" -> update = update();
      case "newWorld" -> newWorld = newWorld();
      default -> json.unknown();
    }
  }

  /** Money can be counted only where every placement has a price. */
  private void priced() {
    boolean unpriced = false;
    if (limits.budget().monthlyDollars() > 0 && placements != null) {
      for (Placement placement : placements) {
        unpriced |= placement.pricePerHour() == 0;
      }
    }
    json.checked("", !unpriced, "has monthlyDollars, but a placement without pricePerHour");
  }

  /** The role that everyone has bears the guild's own id: it opens what looks closed. */
  private void everyone() {
    String role = "role:" + guild;
    for (List<String> who : allow.entries().values()) {
      json.checked(
          "",
          guild == null || !who.contains(role),
          "allows role:<the guild's id>, which everyone has: write everyone");
    }
    boolean open = guild != null && privacy != null && privacy.roles().contains(guild);
    json.checked("", !open, "has a private channel for the role that everyone has");
  }

  private String title() throws BadJson {
    String text = json.text();
    boolean fine =
        text == null || (!text.isBlank() && text.codePointCount(0, text.length()) <= LONGEST_TITLE);
    return json.checked(text, fine, "must be a text of 1 to " + LONGEST_TITLE + " characters");
  }

  private String game() throws BadJson {
    String text = json.text();
    boolean fine = text == null || Formats.isGame(text);
    return json.checked(text, fine, "must be 1 to 32 lower-case letters, digits and hyphens");
  }

  private boolean either(String yes, String no) throws BadJson {
    String text = json.text();
    boolean fine = text == null || text.equals(yes) || text.equals(no);
    json.checked(text, fine, "must be " + yes + " or " + no);
    return yes.equals(text);
  }

  private List<Placement> placements() throws BadJson {
    List<Placement> read = new ArrayList<>();
    if (!json.array()) {
      return null;
    }
    while (json.element()) {
      read.add(placement());
    }
    boolean fine = !read.isEmpty() && read.size() <= MOST_PLACEMENTS;
    return read.contains(null)
        ? null
        : json.checked(read, fine, "must hold 1 to " + MOST_PLACEMENTS + " placements");
  }

  private Placement placement() throws BadJson {
    if (!json.object()) {
      return null;
    }
    String scaleSet = null;
    String size = null;
    boolean spot = true;
    double price = 0;
    for (String member = json.member(); member != null; member = json.member()) {
      switch (member) {
        case "scaleSet" -> scaleSet = scaleSet();
        case "size" -> size = size();
        case "priority" -> spot = either("Spot", "Regular");
        case "pricePerHour" -> price = json.notNegative();
        default -> json.unknown();
      }
    }
    json.required(scaleSet, "scaleSet");
    json.required(size, "size");
    return scaleSet == null || size == null ? null : new Placement(scaleSet, size, spot, price);
  }

  private String scaleSet() throws BadJson {
    String text = json.text();
    boolean fine = text == null || Formats.isScaleSet(text);
    return json.checked(text, fine, "must be the name of a scale set");
  }

  private String size() throws BadJson {
    String text = json.text();
    boolean fine = text == null || Formats.isSize(text);
    return json.checked(text, fine, "must be a virtual machine size");
  }

  private Allow allow() throws BadJson {
    Map<CommandName, List<String>> entries = new EnumMap<>(CommandName.class);
    if (json.object()) {
      for (String member = json.member(); member != null; member = json.member()) {
        CommandName command = CommandName.of(member);
        if (command == null || !command.isOfServer()) {
          json.unknown();
        } else {
          entries.put(command, entries());
        }
      }
    }
    return new Allow(entries);
  }

  private List<String> entries() throws BadJson {
    List<String> entries = new ArrayList<>();
    if (!json.array()) {
      return entries;
    }
    while (json.element()) {
      String entry = json.text();
      boolean fine = entry == null || isWho(entry);
      entries.add(
          json.checked(entry, fine, "must be everyone, role:<id>, user:<id> or permission:<NAME>"));
    }
    boolean few = entries.size() <= MOST_ENTRIES;
    json.checked(entries, few, "must hold at most " + MOST_ENTRIES + " entries");
    return entries;
  }

  private static boolean isWho(String entry) {
    if (entry.equals("everyone")) {
      return true;
    }
    if (entry.startsWith("permission:")) {
      return Permissions.bit(entry.substring("permission:".length())) != 0;
    }
    return (entry.startsWith("role:") || entry.startsWith("user:"))
        && Ids.isSnowflake(entry.substring(5));
  }

  private GamePolicy.Update update() throws BadJson {
    String text = json.text();
    GamePolicy.Update update =
        switch (text == null ? "" : text) {
          case "always" -> GamePolicy.Update.ALWAYS;
          case "ask" -> GamePolicy.Update.ASK;
          case "pinned" -> GamePolicy.Update.PINNED;
          default -> null;
        };
    return json.checked(update, text == null || update != null, "must be always, ask or pinned");
  }

  private GamePolicy.NewWorld newWorld() throws BadJson {
    String text = json.text();
    GamePolicy.NewWorld when =
        switch (text == null ? "" : text) {
          case "first" -> GamePolicy.NewWorld.FIRST;
          case "always" -> GamePolicy.NewWorld.ALWAYS;
          case "never" -> GamePolicy.NewWorld.NEVER;
          default -> null;
        };
    return json.checked(when, text == null || when != null, "must be first, always or never");
  }

  private AnnouncementPolicy announce() throws BadJson {
    Set<AnnouncementPolicy.Kind> kinds = AnnouncementPolicy.ALL.kinds();
    boolean silent = false;
    boolean inThread = false;
    if (json.object()) {
      for (String member = json.member(); member != null; member = json.member()) {
        switch (member) {
          case "only" -> kinds = kinds();
          case "silent" -> silent = json.truth();
          case "inThread" -> inThread = json.truth();
          default -> json.unknown();
        }
      }
    }
    return new AnnouncementPolicy(kinds, silent, inThread);
  }

  private Set<AnnouncementPolicy.Kind> kinds() throws BadJson {
    Set<AnnouncementPolicy.Kind> kinds = EnumSet.noneOf(AnnouncementPolicy.Kind.class);
    if (json.array()) {
      while (json.element()) {
        String text = json.text();
        AnnouncementPolicy.Kind kind = text == null ? null : kind(text);
        if (json.checked(kind, text == null || kind != null, "is not told of") != null) {
          kinds.add(kind);
        }
      }
    }
    return kinds;
  }

  private static AnnouncementPolicy.Kind kind(String text) {
    for (AnnouncementPolicy.Kind kind : AnnouncementPolicy.Kind.values()) {
      if (kind.name().toLowerCase(Locale.ROOT).equals(text)) {
        return kind;
      }
    }
    return null;
  }

  private PrivateChannelPolicy privacy() throws BadJson {
    List<String> roles = new ArrayList<>();
    String category = null;
    if (json.object()) {
      for (String member = json.member(); member != null; member = json.member()) {
        switch (member) {
          case "roles" -> roles(roles);
          case "category" -> category = json.snowflake();
          default -> json.unknown();
        }
      }
    }
    return new PrivateChannelPolicy(roles, category);
  }

  private void roles(List<String> roles) throws BadJson {
    if (json.array()) {
      while (json.element()) {
        roles.add(json.snowflake());
      }
    }
    boolean few = roles.size() <= MOST_ENTRIES;
    json.checked(roles, few, "must hold at most " + MOST_ENTRIES + " roles");
  }

  private StableName stableName() throws BadJson {
    String host = null;
    String zone = null;
    String record = null;
    String update = null;
    if (json.object()) {
      for (String member = json.member(); member != null; member = json.member()) {
        switch (member) {
          case "host" -> host = host();
          case "zone" -> zone = host();
          case "record" -> record = host();
          case "update" -> update = address();
          default -> json.unknown();
        }
      }
    }
    json.required(host, "host");
    boolean inZone = zone != null && record != null;
    boolean one = update == null ? inZone : zone == null && record == null;
    json.checked("", one, "must have either zone and record, or update");
    return new StableName(host, zone, record, update);
  }

  private String host() throws BadJson {
    String text = json.text();
    boolean fine = text == null || (text.length() <= LONGEST_HOST && Formats.isHost(text));
    return json.checked(text, fine, "must be a host name");
  }

  private String address() throws BadJson {
    String text = json.text();
    boolean fine = text == null || isUpdate(text);
    return json.checked(text, fine, "must be an https address with {ip} in it");
  }

  private static boolean isUpdate(String text) {
    if (!text.contains("{ip}") || !Formats.isVisible(text)) {
      return false;
    }
    try {
      URI uri = URI.create(text.replace("{ip}", "0").replace("{token}", "0"));
      return "https".equals(uri.getScheme()) && uri.getHost() != null && uri.getUserInfo() == null;
    } catch (IllegalArgumentException e) {
      return false;
    }
  }
}
