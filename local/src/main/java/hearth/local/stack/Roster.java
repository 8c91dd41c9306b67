package hearth.local.stack;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import hearth.local.http.Json;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The fleet setting as far as the stand-ins must know of it: what Azure and Discord have to offer.
 *
 * @param servers in the setting's order, at least one
 * @param operatorChannel where the operator reads
 */
public record Roster(List<Server> servers, Optional<String> operatorChannel) {
  private static final String ROLE = "role:";

  /**
   * A server of the fleet.
   *
   * @param title what people read
   * @param game the game profile's name
   * @param sets its scale sets by name
   * @param starters who may start it, as the setting says
   * @param stoppers who may stop it
   */
  public record Server(
      String name,
      String title,
      String game,
      String guild,
      String channel,
      Map<String, Machines> sets,
      List<String> starters,
      List<String> stoppers) {}

  /** The machines of one scale set; those that are not Spot cost the regular price. */
  public record Machines(String size, boolean spot) {}

  /**
   * Reads a fleet setting; the app itself checks all the rest of it.
   *
   * @throws UnusableSettings when it holds no server, or one without a name, game or place
   */
  static Roster of(String text) {
    ObjectNode fleet =
        Json.objectIn(text).orElseThrow(() -> new UnusableSettings("HEARTH_SERVERS is not JSON"));
    List<Server> servers = new ArrayList<>();
    fleet.path("servers").forEach(server -> servers.add(server(server, servers.size())));
    if (servers.isEmpty()) {
      throw new UnusableSettings("HEARTH_SERVERS names no server");
    }
    return new Roster(
        List.copyOf(servers), Optional.ofNullable(fleet.path("operatorChannel").textValue()));
  }

  private static Server server(JsonNode server, int at) {
    Map<String, Machines> sets = new LinkedHashMap<>();
    for (JsonNode placement : server.path("placements")) {
      boolean spot = !placement.path("priority").asText("Spot").equals("Regular");
      sets.put(text(placement, "scaleSet", at), new Machines(text(placement, "size", at), spot));
    }
    String name = text(server, "name", at);
    return new Server(
        name,
        server.path("title").asText(name),
        text(server, "game", at),
        text(server, "guild", at),
        text(server, "channel", at),
        sets,
        texts(server.at("/allow/start")),
        texts(server.at("/allow/stop")));
  }

  private static String text(JsonNode node, String field, int at) {
    String text = node.path(field).asText("");
    if (text.isEmpty()) {
      throw new UnusableSettings("HEARTH_SERVERS: servers[" + at + "] has no " + field);
    }
    return text;
  }

  private static List<String> texts(JsonNode array) {
    List<String> texts = new ArrayList<>();
    array.forEach(one -> texts.add(one.asText()));
    return List.copyOf(texts);
  }

  /** The servers' names. */
  public List<String> names() {
    return servers.stream().map(Server::name).toList();
  }

  /** Every scale set by its name. */
  public Map<String, Machines> sets() {
    Map<String, Machines> sets = new LinkedHashMap<>();
    servers.forEach(server -> sets.putAll(server.sets()));
    return sets;
  }

  /** A server's scale sets; none where there is no such server. */
  public List<String> setsOf(String name) {
    return servers.stream()
        .filter(server -> server.name().equals(name))
        .flatMap(server -> server.sets().keySet().stream())
        .toList();
  }

  /** The server whose scale set that is. */
  Server serverOf(String scaleSet) {
    return servers.stream()
        .filter(server -> server.sets().containsKey(scaleSet))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("no server has the set " + scaleSet));
  }

  /** Every role that starting or stopping asks for anywhere. */
  public List<String> roles() {
    return servers.stream()
        .flatMap(server -> Stream.concat(server.starters().stream(), server.stoppers().stream()))
        .filter(one -> one.startsWith(ROLE))
        .map(one -> one.substring(ROLE.length()))
        .distinct()
        .toList();
  }
}
