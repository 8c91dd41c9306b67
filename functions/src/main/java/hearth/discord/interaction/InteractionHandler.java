package hearth.discord.interaction;

import hearth.core.Command;
import hearth.core.CommandName;
import hearth.core.Options;
import hearth.core.fleet.Fleet;
import hearth.core.fleet.Server;
import hearth.discord.Button;
import hearth.discord.wording.Phrase;
import hearth.discord.wording.Text;
import hearth.discord.wording.Wording;
import hearth.json.BadJson;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Decides on one request that claims to be an interaction: is it Discord's, is it whole, may this
 * person do that. It touches nothing; what is accepted is in the {@link Answer}.
 */
public final class InteractionHandler {
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
  public InteractionHandler(String application, String publicKey, Fleet fleet, String root) {
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
    } catch (BadJson e) {
      return new Answer(400, "not an interaction", null);
    }
    return switch (asked.type()) {
      case Interaction.PING -> new Answer(200, Responses.PONG, null);
      case Interaction.COMMAND -> command(asked, now);
      case Interaction.COMPONENT -> button(asked, now);
      case Interaction.AUTOCOMPLETE -> new Answer(200, Responses.choices(choices(asked)), null);
      default -> say(asked, Phrase.UNKNOWN_COMMAND);
    };
  }

  private Answer command(Interaction asked, Instant now) {
    Answer refusal = misplaced(asked);
    if (refusal != null) {
      return refusal;
    }
    CommandName name = name(asked);
    if (name == null) {
      return say(asked, Phrase.UNKNOWN_COMMAND);
    }
    if (name.answers() == CommandName.Answers.DOOR) {
      return new Answer(200, Responses.ephemeral(Help.in(asked.locale(), root)), null);
    }
    List<Server> servers = of(asked.guild());
    if (servers.isEmpty()) {
      return say(asked, Phrase.NO_SERVERS);
    }
    if (name.answers() == CommandName.Answers.RULES_OF_GUILD) {
      return accept(asked, name, null, Options.NONE, now);
    }
    List<Server> seen = seen(servers, asked);
    if (seen.isEmpty()) {
      return say(asked, Phrase.NONE_FOR_YOU);
    }
    if (asked.data().server() != null) {
      return named(asked, name, seen, now);
    }
    if (servers.size() == 1) {
      return one(asked, name, servers.get(0), now);
    }
    return name.answersForAll()
        ? all(asked, name, servers, now)
        : which(asked, name, allowed(seen, name, asked), seen, now);
  }

  /** One of those that the asker may see, by its name or title or how one of them begins. */
  private static Answer named(Interaction asked, CommandName name, List<Server> seen, Instant now) {
    List<Server> found = find(seen, lower(asked.data().server()));
    if (found.size() == 1) {
      return one(asked, name, found.get(0), now);
    }
    if (!found.isEmpty()) {
      return say(asked, Phrase.WHICH_SERVER, "names", names(found));
    }
    List<Server> allowed = allowed(seen, name, asked);
    return say(
        asked,
        Phrase.NO_SUCH_SERVER,
        "typed",
        Text.escape(asked.data().server()),
        "names",
        names(allowed.isEmpty() ? seen : allowed));
  }

  /** Asks which of those; where there is none, it is told of one that may be seen who may. */
  private static Answer which(
      Interaction asked, CommandName name, List<Server> these, List<Server> seen, Instant now) {
    return these.isEmpty()
        ? one(asked, name, seen.get(0), now)
        : say(asked, Phrase.WHICH_SERVER, "names", names(these));
  }

  /** A refusal where it was asked in the wrong place, else null. */
  private Answer misplaced(Interaction asked) {
    if (!asked.from().application().equals(application)) {
      return say(asked, Phrase.OTHER_APPLICATION);
    }
    return asked.member().ofGuild() ? null : say(asked, Phrase.OUTSIDE_GUILD);
  }

  /** A button says who it is for, but proves nothing: whoever presses it must be allowed to. */
  private Answer button(Interaction asked, Instant now) {
    Answer refusal = misplaced(asked);
    if (refusal != null) {
      return refusal;
    }
    Button button = Button.read(asked.customId());
    List<Server> found =
        button == null ? List.of() : exactly(seen(of(asked.guild()), asked), button.server());
    Server server = found.isEmpty() ? null : found.get(0);
    if (button == null || server == null) {
      return say(asked, Phrase.UNKNOWN_COMMAND);
    }
    if (!Authorization.allow(server, button.command(), asked)) {
      return notAllowed(asked, button.command(), server);
    }
    return accept(asked, button.command(), server.name(), button.options(), now);
  }

  private static Answer one(Interaction asked, CommandName name, Server server, Instant now) {
    if (!Authorization.allow(server, name, asked)) {
      return notAllowed(asked, name, server);
    }
    LengthOption length =
        asked.data().length() == null
            ? null
            : LengthOption.read(asked.data().length(), now, server.channel().zone());
    if (asked.data().length() != null && length == null) {
      return say(asked, Phrase.BAD_LENGTH, "typed", Text.code(asked.data().length()));
    }
    String text =
        asked.data().text() == null ? "" : Text.line(asked.data().text(), Options.LONGEST_TEXT);
    if (name == CommandName.COST) {
      return cost(asked, server.name(), now);
    }
    if (name == CommandName.SAY && text.isEmpty()) {
      return say(asked, Phrase.NO_TEXT, "most", Integer.toString(Options.LONGEST_TEXT));
    }
    boolean plain = length == null && asked.data().text() == null && !asked.data().force();
    Options options =
        (plain ? Options.NONE : options(asked, length, text)).newest(asked.data().newest());
    return accept(
        asked,
        name,
        server.name(),
        // Settings may change before a start has its turn.
        name == CommandName.START ? options.by(Authorization.entry(server, name, asked)) : options,
        now);
  }

  /** What a month cost: of one server, or of all where that is null. */
  private static Answer cost(Interaction asked, String server, Instant now) {
    String month = MonthOption.read(asked.data().text(), now);
    return month == null
        ? say(asked, Phrase.BAD_MONTH, "typed", Text.code(asked.data().text()))
        : accept(asked, CommandName.COST, server, new Options(0, false, month, 0), now);
  }

  private static Options options(Interaction asked, LengthOption length, String text) {
    return new Options(
        length == null ? 0 : length.minutes(),
        asked.data().force(),
        text.isEmpty() ? null : text,
        0,
        length == null ? null : length.until());
  }

  private static Answer notAllowed(Interaction asked, CommandName name, Server server) {
    String who = Authorization.mentions(server, name);
    String title = Text.escape(server.title());
    return new Answer(
        200, Responses.ephemeral(Wording.in(asked.locale()).notAllowed(name, title, who)), null);
  }

  /** The answer for all servers shows all of them: who may not see one has to name another. */
  private static Answer all(
      Interaction asked, CommandName name, List<Server> servers, Instant now) {
    List<Server> these = allowed(servers, name, asked);
    if (these.size() != servers.size()) {
      return which(asked, name, these, seen(servers, asked), now);
    }
    return name == CommandName.COST
        ? cost(asked, null, now)
        : accept(asked, name, null, Options.NONE, now);
  }

  private static Answer accept(
      Interaction asked, CommandName name, String server, Options options, Instant now) {
    Command command = new Command(asked.from(), asked.guild(), name, server, options, now);
    boolean ephemeral = command.replyAddress().ephemeral();
    String deferred = ephemeral ? Responses.DEFERRED_EPHEMERAL : Responses.DEFERRED;
    return new Answer(200, deferred, command);
  }

  private List<Server> choices(Interaction asked) {
    CommandName name = name(asked);
    List<Server> choices = new ArrayList<>();
    if (name == null
        || !asked.from().application().equals(application)
        || !asked.member().ofGuild()) {
      return choices;
    }
    String typed = asked.data().server() == null ? "" : lower(asked.data().server());
    for (Server server : allowed(of(asked.guild()), name, asked)) {
      boolean matches = server.name().contains(typed) || lower(server.title()).contains(typed);
      if (matches && choices.size() < MOST_CHOICES) {
        choices.add(server);
      }
    }
    return choices;
  }

  private CommandName name(Interaction asked) {
    return asked.data().root().equals(root) ? CommandName.of(asked.data().subcommand()) : null;
  }

  private List<Server> of(String guild) {
    List<Server> servers = new ArrayList<>();
    for (Server server : fleet.servers()) {
      if (server.channel().guild().equals(guild)) {
        servers.add(server);
      }
    }
    return servers;
  }

  private static List<Server> allowed(List<Server> servers, CommandName name, Interaction asked) {
    List<Server> allowed = new ArrayList<>();
    for (Server server : servers) {
      if (Authorization.allow(server, name, asked)) {
        allowed.add(server);
      }
    }
    return allowed;
  }

  /** Those of which the asker may do anything at all: of the others nothing is told. */
  private static List<Server> seen(List<Server> servers, Interaction asked) {
    List<Server> seen = new ArrayList<>();
    for (Server server : servers) {
      if (Authorization.allowAnything(server, asked)) {
        seen.add(server);
      }
    }
    return seen;
  }

  /** Those that are meant: what matches whole comes before what only begins so. */
  private static List<Server> find(List<Server> servers, String typed) {
    List<Server> found = exactly(servers, typed);
    if (found.isEmpty()) {
      for (Server server : servers) {
        if (lower(server.title()).equals(typed)) {
          found.add(server);
        }
      }
    }
    if (found.isEmpty() && !typed.isEmpty()) {
      for (Server server : servers) {
        if (server.name().startsWith(typed) || lower(server.title()).startsWith(typed)) {
          found.add(server);
        }
      }
    }
    return found;
  }

  private static List<Server> exactly(List<Server> servers, String name) {
    List<Server> found = new ArrayList<>();
    for (Server server : servers) {
      if (server.name().equals(name)) {
        found.add(server);
      }
    }
    return found;
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

  private static Answer say(Interaction asked, Phrase phrase, String... fills) {
    String text = Wording.in(asked.locale()).say(phrase, fills);
    return new Answer(200, Responses.ephemeral(text), null);
  }
}
