package hearth.app;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import hearth.core.Allow;
import hearth.core.Fleet;
import hearth.core.Placement;
import hearth.core.Server;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads the fleet setting: {@code contracts/servers.schema.json}. It is read by streaming, for the
 * function that a person waits for reads it too.
 */
final class FleetReader {
  private final JsonParser in;
  private final List<String> problems;

  private FleetReader(JsonParser in, List<String> problems) {
    this.in = in;
    this.problems = problems;
  }

  /** The fleet; what is wrong with it is added to {@code problems}, each with its place. */
  static Fleet read(String text, List<String> problems) {
    try (JsonParser in = new JsonFactory().createParser(text)) {
      in.enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION);
      return new FleetReader(in, problems).fleet();
    } catch (IOException e) {
      // The parser's own message would quote the setting.
      problems.add("HEARTH_SERVERS is not JSON");
      return new Fleet(null, List.of());
    }
  }

  private Fleet fleet() throws IOException {
    String operatorChannel = null;
    List<Server> servers = new ArrayList<>();
    boolean version = false;
    if (in.nextToken() != JsonToken.START_OBJECT) {
      problems.add("HEARTH_SERVERS is no JSON object");
      return new Fleet(null, servers);
    }
    while (in.nextToken() == JsonToken.FIELD_NAME) {
      String name = in.currentName();
      in.nextToken();
      switch (name) {
        case "v" -> version = whole("v", 1, 1) == 1;
        case "operatorChannel" -> operatorChannel = snowflake("operatorChannel");
        case "servers" -> servers(servers);
        default -> unknown(name);
      }
    }
    if (!version) {
      problems.add("HEARTH_SERVERS v: must be 1");
    }
    if (servers.isEmpty()) {
      problems.add("HEARTH_SERVERS servers: must name at least one server");
    }
    return new Fleet(operatorChannel, List.copyOf(servers));
  }

  private void servers(List<Server> servers) throws IOException {
    if (!isArray("servers")) {
      return;
    }
    while (in.nextToken() != JsonToken.END_ARRAY) {
      String path = "servers[" + servers.size() + "]";
      if (in.currentToken() != JsonToken.START_OBJECT) {
        wrong(path, "must be an object");
        servers.add(null);
        continue;
      }
      Server server = server(path);
      for (Server other : servers) {
        if (other != null && server.name() != null && server.name().equals(other.name())) {
          problem(path + ".name", "is used twice");
        }
      }
      servers.add(server);
    }
    servers.removeIf(server -> server == null);
  }

  private Server server(String path) throws IOException {
    String name = null;
    String title = null;
    String game = null;
    String guild = null;
    String channel = null;
    int port = 0;
    List<Placement> placements = new ArrayList<>();
    boolean regularPrice = false;
    boolean adopt = false;
    Allow allow = new Allow(List.of(), List.of(), List.of());
    LimitsReader limits = new LimitsReader();
    while (in.nextToken() == JsonToken.FIELD_NAME) {
      String member = in.currentName();
      String at = path + "." + member;
      in.nextToken();
      switch (member) {
        case "name" -> name = name(at, true);
        case "title" -> title = text(at, 50);
        case "game" -> game = name(at, false);
        case "guild" -> guild = snowflake(at);
        case "channel" -> channel = snowflake(at);
        case "port" -> port = (int) whole(at, 1, 65_535);
        case "placements" -> placements(at, placements);
        case "regularPrice" -> regularPrice = bool(at);
        case "allow" -> allow = allow(at);
        case "foreign" -> adopt = foreign(at);
        case "limits" -> limits(at, limits);
        default -> unknown(at);
      }
    }
    require(path, "name", name);
    require(path, "game", game);
    require(path, "guild", guild);
    require(path, "channel", channel);
    if (port == 0) {
      problem(path + ".port", "is missing or not between 1 and 65535");
    }
    if (placements.isEmpty()) {
      problem(path + ".placements", "must name at least one");
    }
    return new Server(
        name,
        title == null ? name : title,
        game,
        guild,
        channel,
        port,
        List.copyOf(placements),
        regularPrice,
        allow,
        adopt,
        limits.limits());
  }

  private void placements(String path, List<Placement> placements) throws IOException {
    if (!isArray(path)) {
      return;
    }
    while (in.nextToken() != JsonToken.END_ARRAY) {
      String at = path + "[" + placements.size() + "]";
      if (in.currentToken() == JsonToken.START_OBJECT) {
        placements.add(placement(at));
      } else {
        wrong(at, "must be an object");
      }
    }
  }

  private Placement placement(String path) throws IOException {
    String scaleSet = null;
    String size = null;
    boolean spot = true;
    double price = 0;
    while (in.nextToken() == JsonToken.FIELD_NAME) {
      String member = in.currentName();
      String at = path + "." + member;
      in.nextToken();
      switch (member) {
        case "scaleSet" -> scaleSet = azureName(at);
        case "size" -> size = azureName(at);
        case "priority" -> spot = !"Regular".equals(oneOf(at, "Spot", "Regular"));
        case "pricePerHour" -> price = price(at);
        default -> unknown(at);
      }
    }
    require(path, "scaleSet", scaleSet);
    require(path, "size", size);
    return new Placement(scaleSet, size, spot, price);
  }

  private Allow allow(String path) throws IOException {
    List<String> start = List.of();
    List<String> stop = List.of();
    List<String> status = List.of();
    if (!isObject(path)) {
      return new Allow(start, stop, status);
    }
    while (in.nextToken() == JsonToken.FIELD_NAME) {
      String member = in.currentName();
      String at = path + "." + member;
      in.nextToken();
      switch (member) {
        case "start" -> start = who(at);
        case "stop" -> stop = who(at);
        case "status" -> status = who(at);
        default -> unknown(at);
      }
    }
    return new Allow(start, stop, status);
  }

  private List<String> who(String path) throws IOException {
    List<String> who = new ArrayList<>();
    if (!isArray(path)) {
      return who;
    }
    while (in.nextToken() != JsonToken.END_ARRAY) {
      String entry = text(path, 30);
      boolean fine =
          entry != null
              && (entry.equals("everyone") || isId(entry, "role:") || isId(entry, "user:"));
      if (fine) {
        who.add(entry);
      } else {
        problem(path, "holds something else than everyone, role:<id> or user:<id>");
      }
    }
    return List.copyOf(who);
  }

  private boolean foreign(String path) throws IOException {
    return "adopt".equals(oneOf(path, "adopt", "stop"));
  }

  private void limits(String path, LimitsReader limits) throws IOException {
    if (!isObject(path)) {
      return;
    }
    while (in.nextToken() == JsonToken.FIELD_NAME) {
      String member = in.currentName();
      in.nextToken();
      int[] range = LimitsReader.range(member);
      if (range == null) {
        unknown(path + "." + member);
      } else {
        limits.set(member, (int) whole(path + "." + member, range[0], range[1]));
      }
    }
  }

  private static boolean isId(String entry, String prefix) {
    return entry.startsWith(prefix) && isDigits(entry.substring(prefix.length()));
  }

  static boolean isDigits(String text) {
    if (text.isEmpty() || text.length() > 20) {
      return false;
    }
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) < '0' || text.charAt(i) > '9') {
        return false;
      }
    }
    return true;
  }

  private String snowflake(String path) throws IOException {
    String text = text(path, 20);
    if (text != null && !isDigits(text)) {
      problem(path, "must be a Discord id");
      return null;
    }
    return text;
  }

  private String name(String path, boolean edges) throws IOException {
    String text = text(path, 32);
    if (text == null) {
      return null;
    }
    boolean fine = !edges || (text.charAt(0) != '-' && text.charAt(text.length() - 1) != '-');
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      fine &= (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-';
    }
    if (!fine) {
      problem(path, "may hold lower-case letters, digits and hyphens");
    }
    return text;
  }

  private String azureName(String path) throws IOException {
    String text = text(path, 64);
    for (int i = 0; text != null && i < text.length(); i++) {
      char c = text.charAt(i);
      boolean fine = c < 128 && (Character.isLetterOrDigit(c) || c == '_' || c == '.' || c == '-');
      if (!fine) {
        problem(path, "may hold letters, digits, underscores, dots and hyphens");
        return text;
      }
    }
    return text;
  }

  private String oneOf(String path, String one, String other) throws IOException {
    String text = text(path, 16);
    if (text != null && !text.equals(one) && !text.equals(other)) {
      problem(path, "must be " + one + " or " + other);
    }
    return text;
  }

  private String text(String path, int most) throws IOException {
    if (in.currentToken() != JsonToken.VALUE_STRING) {
      wrong(path, "must be a text");
      return null;
    }
    String text = in.getText();
    if (text.isEmpty() || text.length() > most) {
      problem(path, "must have 1 to " + most + " characters");
      return null;
    }
    return text;
  }

  private long whole(String path, long least, long most) throws IOException {
    boolean fits =
        in.currentToken() == JsonToken.VALUE_NUMBER_INT
            && in.getNumberType() == JsonParser.NumberType.INT
            && in.getIntValue() >= least
            && in.getIntValue() <= most;
    if (fits) {
      return in.getIntValue();
    }
    wrong(path, "must be a whole number from " + least + " to " + most);
    return 0;
  }

  private double price(String path) throws IOException {
    boolean number =
        in.currentToken() == JsonToken.VALUE_NUMBER_INT
            || in.currentToken() == JsonToken.VALUE_NUMBER_FLOAT;
    if (number && in.getDoubleValue() >= 0 && in.getDoubleValue() < 1_000) {
      return in.getDoubleValue();
    }
    wrong(path, "must be a price in US dollars");
    return 0;
  }

  private boolean bool(String path) throws IOException {
    if (!in.currentToken().isBoolean()) {
      wrong(path, "must be true or false");
      return false;
    }
    return in.getBooleanValue();
  }

  private boolean isArray(String path) throws IOException {
    boolean array = in.currentToken() == JsonToken.START_ARRAY;
    if (!array) {
      wrong(path, "must be a list");
    }
    return array;
  }

  private boolean isObject(String path) throws IOException {
    boolean object = in.currentToken() == JsonToken.START_OBJECT;
    if (!object) {
      wrong(path, "must be an object");
    }
    return object;
  }

  private void require(String path, String member, String value) {
    if (value == null) {
      problem(path + "." + member, "is missing or wrong");
    }
  }

  private void unknown(String path) throws IOException {
    wrong(path, "is not known");
  }

  private void wrong(String path, String what) throws IOException {
    problem(path, what);
    in.skipChildren();
  }

  private void problem(String path, String what) {
    problems.add("HEARTH_SERVERS " + path + ": " + what);
  }
}
