package hearth.app;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import hearth.core.Allow;
import hearth.core.Fleet;
import hearth.core.Limits;
import hearth.core.Placement;
import hearth.core.Server;
import hearth.discord.Ids;
import hearth.discord.Json;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads the fleet setting as strictly as {@code contracts/servers.schema.json} states it, and holds
 * together what a schema cannot: no name twice, no scale set in two servers' hands.
 */
final class FleetReader {
  private static final int MOST_PLACEMENTS = 16;
  private static final int MOST_ENTRIES = 50;
  private static final int LONGEST_TITLE = 50;

  private final CheckedJson json;
  private final Map<String, String> owners = new HashMap<>();

  private FleetReader(CheckedJson json) {
    this.json = json;
  }

  /** The fleet, or null where anything is wrong: all of that is added to the problems. */
  static Fleet read(String name, String text, List<String> problems) {
    int before = problems.size();
    Fleet fleet = null;
    try (JsonParser parser = Json.FACTORY.createParser(text)) {
      parser.nextToken();
      CheckedJson json = new CheckedJson(parser, name, problems);
      if (!parser.hasCurrentToken()) {
        problems.add(name + " is empty");
      } else {
        fleet = new FleetReader(json).fleet();
        json.end();
      }
    } catch (JsonProcessingException e) {
      problems.add(
          name
              + " is not JSON, or holds a name twice: line "
              + e.getLocation().getLineNr()
              + ", column "
              + e.getLocation().getColumnNr());
    } catch (IOException e) {
      throw new IllegalStateException("a text in memory cannot fail to be read", e);
    }
    return problems.size() == before ? fleet : null;
  }

  private Fleet fleet() throws IOException {
    if (!json.object()) {
      return null;
    }
    boolean versioned = false;
    String operatorChannel = null;
    List<Server> servers = null;
    for (String member = json.member(); member != null; member = json.member()) {
      switch (member) {
        case "v" -> versioned = json.whole(1, 1) == 1;
        case "operatorChannel" -> operatorChannel = json.snowflake();
        case "servers" -> servers = servers();
        default -> json.unknown();
      }
    }
    json.required(versioned ? "" : null, "v");
    json.required(servers, "servers");
    return new Fleet(operatorChannel, servers);
  }

  private List<Server> servers() throws IOException {
    List<Server> servers = new ArrayList<>();
    if (!json.array()) {
      return servers;
    }
    while (json.element()) {
      Server server = server();
      if (server != null) {
        servers.add(server);
      }
    }
    json.checked(servers, !servers.isEmpty(), "must hold a server");
    return servers;
  }

  private Server server() throws IOException {
    if (!json.object()) {
      return null;
    }
    String name = null;
    String title = null;
    String game = null;
    String guild = null;
    String channel = null;
    long port = 0;
    List<Placement> placements = null;
    boolean regularPrice = false;
    Allow allow = new Allow(List.of(), List.of(), List.of());
    boolean adopt = false;
    Limits limits = Limits.DEFAULT;
    for (String member = json.member(); member != null; member = json.member()) {
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
        default -> json.unknown();
      }
    }
    json.required(name, "name");
    json.required(game, "game");
    json.required(guild, "guild");
    json.required(channel, "channel");
    json.required(port == 0 ? null : port, "port");
    json.required(placements, "placements");
    together(name, placements, regularPrice);
    return new Server(
        name,
        title == null ? name : title,
        game,
        guild,
        channel,
        (int) port,
        placements,
        regularPrice,
        allow,
        adopt,
        limits);
  }

  /** What no schema can hold together. */
  private void together(String name, List<Placement> placements, boolean regularPrice) {
    if (name == null || placements == null) {
      return;
    }
    json.checked(
        name, owners.put("server " + name, name) == null, "has the name of another server");
    boolean usable = regularPrice;
    for (Placement placement : placements) {
      String owner = owners.put("set " + placement.scaleSet(), name);
      boolean own = owner == null || owner.equals(name);
      json.checked(name, own, "has a scale set that another server has");
      usable |= placement.spot();
    }
    json.checked(name, usable, "has only regular placements, and regularPrice is not true");
  }

  private String title() throws IOException {
    String text = json.text();
    boolean fine =
        text == null || (!text.isBlank() && text.codePointCount(0, text.length()) <= LONGEST_TITLE);
    return json.checked(text, fine, "must be a text of 1 to " + LONGEST_TITLE + " characters");
  }

  private String game() throws IOException {
    String text = json.text();
    boolean fine = text == null || Form.isGame(text);
    return json.checked(text, fine, "must be 1 to 32 lower-case letters, digits and hyphens");
  }

  private boolean either(String yes, String no) throws IOException {
    String text = json.text();
    boolean fine = text == null || text.equals(yes) || text.equals(no);
    json.checked(text, fine, "must be " + yes + " or " + no);
    return yes.equals(text);
  }

  private List<Placement> placements() throws IOException {
    List<Placement> placements = new ArrayList<>();
    if (!json.array()) {
      return null;
    }
    while (json.element()) {
      placements.add(placement());
    }
    boolean fine = !placements.isEmpty() && placements.size() <= MOST_PLACEMENTS;
    return placements.contains(null)
        ? null
        : json.checked(placements, fine, "must hold 1 to " + MOST_PLACEMENTS + " placements");
  }

  private Placement placement() throws IOException {
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

  private String scaleSet() throws IOException {
    String text = json.text();
    boolean fine = text == null || Form.isScaleSet(text);
    return json.checked(text, fine, "must be the name of a scale set");
  }

  private String size() throws IOException {
    String text = json.text();
    boolean fine = text == null || Form.isSize(text);
    return json.checked(text, fine, "must be a virtual machine size");
  }

  private Allow allow() throws IOException {
    List<String> start = List.of();
    List<String> stop = List.of();
    List<String> status = List.of();
    if (json.object()) {
      for (String member = json.member(); member != null; member = json.member()) {
        switch (member) {
          case "start" -> start = entries();
          case "stop" -> stop = entries();
          case "status" -> status = entries();
          default -> json.unknown();
        }
      }
    }
    return new Allow(start, stop, status);
  }

  private List<String> entries() throws IOException {
    List<String> entries = new ArrayList<>();
    if (!json.array()) {
      return entries;
    }
    while (json.element()) {
      String entry = json.text();
      boolean fine = entry == null || isWho(entry);
      entries.add(json.checked(entry, fine, "must be everyone, role:<id> or user:<id>"));
    }
    boolean few = entries.size() <= MOST_ENTRIES;
    json.checked(entries, few, "must hold at most " + MOST_ENTRIES + " entries");
    return entries;
  }

  private static boolean isWho(String entry) {
    return entry.equals("everyone")
        || ((entry.startsWith("role:") || entry.startsWith("user:"))
            && Ids.isSnowflake(entry.substring(5)));
  }
}
