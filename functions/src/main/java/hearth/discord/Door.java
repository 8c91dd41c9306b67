package hearth.discord;

import hearth.core.Command;
import hearth.core.CommandName;
import hearth.core.Fleet;
import hearth.core.Server;
import hearth.core.User;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * Decides what becomes of a request: who sent it, whether they may, and what is answered at once.
 * It knows the settings and nothing else, and touches nothing.
 */
public final class Door {
  /** More than any interaction Discord sends. */
  static final int LARGEST_BODY = 256 * 1024;

  private static final long MOST_SKEW_SECONDS = 300;
  private static final int MOST_CHOICES = 25;
  private static final int LONGEST_NAME = 100;
  private static final int LONGEST_TOKEN = 512;

  private final String application;
  private final Signature signature;
  private final String root;
  private final Fleet fleet;

  /**
   * @param application the application's id
   * @param publicKey its Ed25519 key, 64 hex digits
   * @param root the root command's name
   * @param fleet all servers
   */
  public Door(String application, String publicKey, String root, Fleet fleet) {
    this.application = application;
    this.signature = new Signature(publicKey);
    this.root = root;
    this.fleet = fleet;
  }

  /**
   * What is answered.
   *
   * @param signed the header X-Signature-Ed25519, or null
   * @param timestamp the header X-Signature-Timestamp, or null
   * @param body the request's body, or null
   * @param now what time it is
   */
  public Answer answer(String signed, String timestamp, String body, Instant now) {
    if (body != null && body.length() > LARGEST_BODY) {
      return Answer.refusal(413, "too large");
    }
    byte[] bytes = (body == null ? "" : body).getBytes(StandardCharsets.UTF_8);
    if (bytes.length > LARGEST_BODY) {
      return Answer.refusal(413, "too large");
    }
    if (!isFresh(timestamp, now) || !signature.isOver(message(timestamp, bytes), signed)) {
      return Answer.refusal(401, "invalid request signature");
    }
    Interaction interaction = InteractionParser.parse(bytes);
    return interaction == null
        ? Answer.refusal(400, "not an interaction")
        : answer(interaction, now);
  }

  private static byte[] message(String timestamp, byte[] body) {
    byte[] message = new byte[timestamp.length() + body.length];
    for (int i = 0; i < timestamp.length(); i++) {
      message[i] = (byte) timestamp.charAt(i);
    }
    System.arraycopy(body, 0, message, timestamp.length(), body.length);
    return message;
  }

  private static boolean isFresh(String timestamp, Instant now) {
    if (timestamp == null
        || timestamp.isEmpty()
        || timestamp.length() > 12
        || !isDigits(timestamp)) {
      return false;
    }
    return Math.abs(Long.parseLong(timestamp) - now.getEpochSecond()) <= MOST_SKEW_SECONDS;
  }

  private Answer answer(Interaction i, Instant now) {
    if (i.type() == 1) {
      return Answer.json(DoorWords.PONG);
    }
    boolean whole = i.type() > 0 && isId(i.id()) && isId(i.channel()) && isToken(i.token());
    if (!whole || !application.equals(i.application())) {
      return Answer.refusal(400, "not an interaction of this application");
    }
    boolean guild = isId(i.guild()) && i.roles() != null && isId(i.user()) && i.context() <= 0;
    if (!guild) {
      return Answer.json(i.type() == 4 ? DoorWords.choices(List.of()) : DoorWords.outsideGuild());
    }
    return switch (i.type()) {
      case 2 -> command(i, now);
      case 4 -> Answer.json(DoorWords.choices(choices(i)));
      default -> Answer.json(DoorWords.unknownInteraction());
    };
  }

  private Answer command(Interaction i, Instant now) {
    CommandName name = CommandName.of(i.subcommand());
    if (!root.equals(i.command()) || name == null) {
      return Answer.json(DoorWords.unknownCommand(root));
    }
    List<Server> servers = serversOf(i.guild());
    if (servers.isEmpty()) {
      return Answer.json(DoorWords.otherGuild());
    }
    if (i.server() == null && name == CommandName.STATUS && servers.size() > 1) {
      return accepted(i, name, null, now);
    }
    Server server = i.server() == null ? only(servers) : find(servers, i.server());
    if (server == null) {
      return Answer.json(DoorWords.unknownServer(servers));
    }
    if (!isAllowed(i, server, name)) {
      return Answer.json(DoorWords.notAllowed(server, name.word(), server.allow().of(name)));
    }
    return accepted(i, name, server.name(), now);
  }

  private static Answer accepted(Interaction i, CommandName name, String server, Instant now) {
    Command command =
        new Command(
            i.id(),
            i.application(),
            i.token(),
            i.guild(),
            i.channel(),
            new User(i.user(), displayName(i)),
            i.locale().length() > 16 ? "" : i.locale(),
            name,
            server,
            now);
    String deferred =
        name == CommandName.STATUS ? DoorWords.DEFERRED_EPHEMERAL : DoorWords.DEFERRED;
    return new Answer(200, deferred, command);
  }

  private static String displayName(Interaction i) {
    String name = i.userName() == null || i.userName().isEmpty() ? i.user() : i.userName();
    return name.length() <= LONGEST_NAME ? name : name.substring(0, LONGEST_NAME);
  }

  private static boolean isAllowed(Interaction i, Server server, CommandName name) {
    List<String> who = server.allow().of(name);
    if (who.isEmpty()) {
      return name == CommandName.STATUS;
    }
    for (String entry : who) {
      boolean fits =
          entry.equals("everyone")
              || (entry.startsWith("role:") && i.roles().contains(entry.substring(5)))
              || (entry.startsWith("user:") && entry.substring(5).equals(i.user()));
      if (fits) {
        return true;
      }
    }
    return false;
  }

  private List<Server> serversOf(String guild) {
    List<Server> servers = new ArrayList<>();
    for (Server server : fleet.servers()) {
      if (server.guild().equals(guild)) {
        servers.add(server);
      }
    }
    return servers;
  }

  private static Server only(List<Server> servers) {
    return servers.size() == 1 ? servers.getFirst() : null;
  }

  private static Server find(List<Server> servers, String name) {
    for (Server server : servers) {
      if (server.name().equalsIgnoreCase(name.strip())) {
        return server;
      }
    }
    return null;
  }

  private List<Server> choices(Interaction i) {
    List<Server> choices = new ArrayList<>();
    for (Server server : serversOf(i.guild())) {
      boolean fits =
          i.server() == null
              || contains(server.name(), i.server())
              || contains(server.title(), i.server());
      if (fits && choices.size() < MOST_CHOICES) {
        choices.add(server);
      }
    }
    return choices;
  }

  private static boolean contains(String text, String typed) {
    for (int at = 0; at + typed.length() <= text.length(); at++) {
      if (text.regionMatches(true, at, typed, 0, typed.length())) {
        return true;
      }
    }
    return false;
  }

  private static boolean isId(String text) {
    return text != null && !text.isEmpty() && text.length() <= 20 && isDigits(text);
  }

  private static boolean isToken(String token) {
    return token != null && !token.isEmpty() && token.length() <= LONGEST_TOKEN;
  }

  private static boolean isDigits(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) < '0' || text.charAt(i) > '9') {
        return false;
      }
    }
    return true;
  }
}
