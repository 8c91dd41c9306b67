package hearth.discord;

import hearth.core.Command;
import hearth.core.CommandName;
import hearth.core.Fleet;
import hearth.core.Server;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Decides on one request that claims to be an interaction: is it Discord's, is it whole, may this
 * person do that. It touches nothing; what is accepted is in the {@link Answer}.
 */
public final class Door {
  /** The longest body that is looked at. */
  public static final int LONGEST_BODY = 256 * 1024;

  private static final int MOST_CHOICES = 25;

  private final String application;
  private final Signature signature;
  private final Fleet fleet;
  private final String root;

  /**
   * A door for one application.
   *
   * @param root the root command's name, such as {@code server}
   * @throws IllegalArgumentException where the public key is none
   */
  public Door(String application, String publicKey, Fleet fleet, String root) {
    this.application = application;
    this.signature = new Signature(publicKey);
    this.fleet = fleet;
    this.root = root;
  }

  /**
   * The answer to one request.
   *
   * @param signed the header {@code X-Signature-Ed25519}, or null
   * @param timestamp the header {@code X-Signature-Timestamp}, or null
   * @param body the body as it came, or null
   */
  public Answer answer(String signed, String timestamp, String body, Instant now) {
    String text = body == null ? "" : body;
    if (text.length() > LONGEST_BODY) {
      return new Answer(413, "too long", null);
    }
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    if (bytes.length > LONGEST_BODY) {
      return new Answer(413, "too long", null);
    }
    if (!signature.holds(signed, timestamp, bytes, now)) {
      return new Answer(401, "not signed", null);
    }
    Interaction asked;
    try {
      asked = InteractionReader.read(text);
    } catch (IOException e) {
      return new Answer(400, "not an interaction", null);
    }
    return switch (asked.type()) {
      case Interaction.PING -> new Answer(200, Responses.PONG, null);
      case Interaction.COMMAND -> command(asked, now);
      case Interaction.AUTOCOMPLETE -> new Answer(200, Responses.choices(choices(asked)), null);
      default -> say(Wording.in(asked.locale()).unknownCommand());
    };
  }

  private Answer command(Interaction asked, Instant now) {
    Wording wording = Wording.in(asked.locale());
    if (!asked.application().equals(application)) {
      return say(wording.otherApplication());
    }
    if (!asked.ofGuild()) {
      return say(wording.outsideGuild());
    }
    CommandName name = name(asked);
    if (name == null) {
      return say(wording.unknownCommand());
    }
    List<Server> servers = of(asked.guild());
    if (servers.isEmpty()) {
      return say(wording.noServers());
    }
    if (asked.server() == null && servers.size() > 1) {
      return name == CommandName.STATUS
          ? all(asked, servers, now)
          : say(wording.whichServer(names(servers)));
    }
    Server server = asked.server() == null ? servers.get(0) : find(servers, asked.server());
    return server == null
        ? say(wording.noSuchServer(Text.escape(asked.server()), names(servers)))
        : one(asked, name, server, now);
  }

  private static Answer one(Interaction asked, CommandName name, Server server, Instant now) {
    if (Rights.allow(server, name, asked)) {
      return accept(asked, name, server.name(), now);
    }
    String who = Rights.mentions(server, name);
    return say(Wording.in(asked.locale()).notAllowed(name, Text.escape(server.title()), who));
  }

  /** The answer for all servers shows all of them: who may not see one has to name another. */
  private static Answer all(Interaction asked, List<Server> servers, Instant now) {
    List<Server> seen = allowed(servers, CommandName.STATUS, asked);
    if (seen.size() == servers.size()) {
      return accept(asked, CommandName.STATUS, null, now);
    }
    return seen.isEmpty()
        ? one(asked, CommandName.STATUS, servers.get(0), now)
        : say(Wording.in(asked.locale()).whichServer(names(seen)));
  }

  private static Answer accept(Interaction asked, CommandName name, String server, Instant now) {
    Command command =
        new Command(
            asked.id(),
            asked.application(),
            asked.token(),
            asked.guild(),
            asked.channel(),
            asked.user(),
            asked.locale(),
            name,
            server,
            now);
    boolean ephemeral = name == CommandName.STATUS;
    return new Answer(200, ephemeral ? Responses.DEFERRED_EPHEMERAL : Responses.DEFERRED, command);
  }

  private List<Server> choices(Interaction asked) {
    CommandName name = name(asked);
    List<Server> choices = new ArrayList<>();
    if (name == null || !asked.application().equals(application) || !asked.ofGuild()) {
      return choices;
    }
    String typed = asked.server() == null ? "" : lower(asked.server());
    for (Server server : allowed(of(asked.guild()), name, asked)) {
      boolean matches = server.name().contains(typed) || lower(server.title()).contains(typed);
      if (matches && choices.size() < MOST_CHOICES) {
        choices.add(server);
      }
    }
    return choices;
  }

  private CommandName name(Interaction asked) {
    return asked.root().equals(root) ? CommandName.of(asked.subcommand()) : null;
  }

  private List<Server> of(String guild) {
    List<Server> servers = new ArrayList<>();
    for (Server server : fleet.servers()) {
      if (server.guild().equals(guild)) {
        servers.add(server);
      }
    }
    return servers;
  }

  private static List<Server> allowed(List<Server> servers, CommandName name, Interaction asked) {
    List<Server> allowed = new ArrayList<>();
    for (Server server : servers) {
      if (Rights.allow(server, name, asked)) {
        allowed.add(server);
      }
    }
    return allowed;
  }

  private static Server find(List<Server> servers, String typed) {
    String name = lower(typed);
    for (Server server : servers) {
      if (server.name().equals(name)) {
        return server;
      }
    }
    return null;
  }

  private static String names(List<Server> servers) {
    StringBuilder names = new StringBuilder();
    for (Server server : servers) {
      names.append(names.isEmpty() ? "" : ", ").append(Text.code(server.name()));
    }
    return names.toString();
  }

  private static String lower(String text) {
    return text.strip().toLowerCase(Locale.ROOT);
  }

  private static Answer say(String content) {
    return new Answer(200, Responses.ephemeral(content), null);
  }
}
