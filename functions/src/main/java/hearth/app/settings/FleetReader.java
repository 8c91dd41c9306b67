package hearth.app.settings;

import hearth.app.message.Formats;
import hearth.app.message.ValidatingReader;
import hearth.core.fleet.Fleet;
import hearth.core.fleet.Placement;
import hearth.core.fleet.Server;
import hearth.json.BadJson;
import hearth.json.JsonReader;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads the fleet setting as strictly as {@code contracts/servers.schema.json} states it, and holds
 * together what a schema cannot: no name twice, no scale set in two servers' hands.
 */
final class FleetReader {

  private final ValidatingReader json;
  private final Map<String, String> owners = new HashMap<>();

  private FleetReader(ValidatingReader json) {
    this.json = json;
  }

  /** The fleet, or null where anything is wrong: all of that is added to the problems. */
  static Fleet read(String name, String text, List<String> problems) {
    int before = problems.size();
    Fleet fleet = null;
    try {
      ValidatingReader json = new ValidatingReader(new JsonReader(text), name, problems);
      fleet = new FleetReader(json).fleet();
      json.end();
    } catch (BadJson e) {
      problems.add(
          name
              + " is not JSON, or holds a name twice: line "
              + e.line()
              + ", column "
              + e.column());
    }
    return problems.size() == before ? fleet : null;
  }

  private Fleet fleet() throws BadJson {
    if (!json.object()) {
      return null;
    }
    boolean versioned = false;
    String operatorChannel = null;
    List<Server> servers = null;
    List<Guild> guilds = List.of();
    for (String member = json.member(); member != null; member = json.member()) {
      switch (member) {
        case "v" -> versioned = json.whole(1, 1) == 1;
        case "operatorChannel" -> operatorChannel = json.snowflake();
        case "guilds" -> guilds = guilds();
        case "servers" -> servers = servers();
        default -> json.unknown();
      }
    }
    json.required(versioned ? "" : null, "v");
    json.required(servers, "servers");
    return new Fleet(operatorChannel, servers == null ? null : of(guilds, servers));
  }

  private List<Server> servers() throws BadJson {
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

  private Server server() throws BadJson {
    Server server = new ServerReader(json).read();
    if (server != null) {
      together(server.name(), server.machines().placements(), server.machines().regularPrice());
    }
    return server;
  }

  /** Checks across fields that no schema can express. */
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

  /** Settings of all servers of one guild. */
  private record Guild(String id, String zone, String locale) {}

  private List<Guild> guilds() throws BadJson {
    List<Guild> guilds = new ArrayList<>();
    if (json.array()) {
      while (json.element()) {
        guilds.add(guild());
      }
    }
    return guilds;
  }

  private Guild guild() throws BadJson {
    String id = null;
    String zone = "UTC";
    String locale = "";
    if (json.object()) {
      for (String member = json.member(); member != null; member = json.member()) {
        switch (member) {
          case "id" -> id = json.snowflake();
          case "zone" -> zone = zone();
          case "locale" -> locale = locale();
          default -> json.unknown();
        }
      }
    }
    json.required(id, "id");
    return new Guild(id, zone, locale);
  }

  /**
   * Only the form: the time zones' table is too slow to load where somebody waits. Whether there is
   * such a zone is looked at with the whole settings.
   */
  private String zone() throws BadJson {
    String text = json.text();
    boolean fine = text != null && Formats.isZone(text);
    return json.checked(text, fine, "must be a time zone such as Europe/Berlin");
  }

  private String locale() throws BadJson {
    String text = json.text();
    boolean fine = text != null && Formats.isLocale(text);
    return json.checked(text, fine, "must be a locale such as de");
  }

  /** The servers, each with what holds for its guild. */
  private static List<Server> of(List<Guild> guilds, List<Server> servers) {
    if (guilds.isEmpty()) {
      return servers;
    }
    List<Server> all = new ArrayList<>();
    for (Server server : servers) {
      Server told = server;
      for (Guild guild : guilds) {
        if (server.channel().guild() != null && server.channel().guild().equals(guild.id())) {
          told = server.in(guild.zone(), guild.locale());
        }
      }
      all.add(told);
    }
    return all;
  }
}
