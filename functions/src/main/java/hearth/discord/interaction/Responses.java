package hearth.discord.interaction;

import hearth.core.fleet.Server;
import hearth.discord.wording.Text;
import hearth.json.JsonWriter;
import java.util.List;

/** The JSON of interaction responses. */
final class Responses {
  static final String PONG = "{\"type\":1}";
  static final String DEFERRED = "{\"type\":5}";
  static final String DEFERRED_EPHEMERAL = "{\"type\":5,\"data\":{\"flags\":64}}";

  private static final int MESSAGE = 4;
  private static final int CHOICES = 8;
  private static final int EPHEMERAL = 64;

  private Responses() {}

  /** A message that only the person who asked can see, and that pings nobody. */
  static String ephemeral(String content) {
    JsonWriter json = new JsonWriter();
    json.object();
    json.member("type", MESSAGE);
    json.object("data");
    json.member("content", Text.cut(content, Text.CONTENT));
    json.member("flags", EPHEMERAL);
    json.object("allowed_mentions");
    json.array("parse");
    json.end();
    json.end();
    json.end();
    json.end();
    return json.toString();
  }

  /** The servers to choose from. */
  static String choices(List<Server> servers) {
    JsonWriter json = new JsonWriter();
    json.object();
    json.member("type", CHOICES);
    json.object("data");
    json.array("choices");
    for (Server server : servers) {
      json.object();
      json.member("name", server.title());
      json.member("value", server.name());
      json.end();
    }
    json.end();
    json.end();
    json.end();
    return json.toString();
  }
}
