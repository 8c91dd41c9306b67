package hearth.discord;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import hearth.core.Server;
import java.util.List;

/**
 * What the door says at once. It stands apart from {@link Wording} because a person waits for it:
 * everything that {@code Wording} needs would be loaded with it.
 */
final class DoorWords {
  static final String PONG = "{\"type\":1}";
  static final String DEFERRED = "{\"type\":5}";
  static final String DEFERRED_EPHEMERAL = "{\"type\":5,\"data\":{\"flags\":64}}";

  private DoorWords() {}

  static String outsideGuild() {
    return only("Hearth works inside a Discord server only, not in direct messages.");
  }

  static String otherGuild() {
    return only("No game server belongs to this Discord server.");
  }

  static String unknownInteraction() {
    return only("Hearth does not know this kind of button or form. Try the slash commands.");
  }

  static String unknownCommand(String root) {
    return only("Hearth knows /" + root + " start, /" + root + " stop and /" + root + " status.");
  }

  static String unknownServer(List<Server> servers) {
    StringBuilder names = new StringBuilder("Which server? There is ");
    for (int i = 0; i < servers.size(); i++) {
      names.append(i == 0 ? "" : i == servers.size() - 1 ? " and " : ", ");
      names.append('`').append(servers.get(i).name()).append('`');
    }
    return only(names.append('.').toString());
  }

  static String notAllowed(Server server, String action, List<String> who) {
    StringBuilder words = new StringBuilder("You may not ").append(action).append(" **");
    words.append(server.title()).append("**. ");
    if (who.isEmpty()) {
      words.append("Nobody may: the settings name no one for it.");
      return only(words.toString());
    }
    words.append("Those who may: ");
    for (int i = 0; i < who.size(); i++) {
      words.append(i == 0 ? "" : ", ").append(mention(who.get(i)));
    }
    return only(words.append('.').toString());
  }

  private static String mention(String entry) {
    if (entry.startsWith("role:")) {
      return "<@&" + entry.substring(5) + ">";
    }
    return entry.startsWith("user:") ? "<@" + entry.substring(5) + ">" : entry;
  }

  static String choices(List<Server> servers) {
    StringBuilder json = new StringBuilder("{\"type\":8,\"data\":{\"choices\":[");
    for (int i = 0; i < servers.size(); i++) {
      json.append(i == 0 ? "{\"name\":\"" : ",{\"name\":\"");
      quote(servers.get(i).title(), json);
      json.append("\",\"value\":\"").append(servers.get(i).name()).append("\"}");
    }
    return json.append("]}}").toString();
  }

  /** Shown only to the one who asked, and pinging nobody. */
  private static String only(String words) {
    StringBuilder json = new StringBuilder("{\"type\":4,\"data\":{\"flags\":64,\"content\":\"");
    quote(words, json);
    return json.append("\",\"allowed_mentions\":{\"parse\":[]}}}").toString();
  }

  private static void quote(String text, StringBuilder json) {
    json.append(JsonStringEncoder.getInstance().quoteAsString(text));
  }
}
