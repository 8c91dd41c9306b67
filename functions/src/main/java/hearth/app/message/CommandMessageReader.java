package hearth.app.message;

import hearth.core.Command;
import hearth.core.CommandName;
import hearth.core.Options;
import hearth.core.ReplyAddress;
import hearth.core.User;
import hearth.json.BadJson;
import java.time.Instant;
import java.time.format.DateTimeParseException;

/**
 * Reads a message of the queue {@code commands} in one pass; members that are not known are passed
 * over, for a newer version may have written them.
 */
final class CommandMessageReader {
  private static final int LONGEST_TOKEN = 512;
  private static final int LONGEST_NAME = 100;
  private static final int MOST_OPTIONS = 25;

  private final ValidatingReader json;
  private boolean versioned;
  private String type;
  private String interaction;
  private String application;
  private String token;
  private String guild;
  private String channel;
  private User user;
  private String locale;
  private CommandName name;
  private boolean serverSaid;
  private String server;
  private boolean optionsSaid;
  private int minutes;
  private boolean force;
  private String text;
  private long session;
  private Instant until;
  private String right;
  private boolean newest;
  private Instant at;
  private long n;

  CommandMessageReader(ValidatingReader json) {
    this.json = json;
  }

  /** The message; of no meaning where a problem was noted. */
  CommandMessage read() throws BadJson {
    if (!json.object()) {
      return null;
    }
    for (String member = json.member(); member != null; member = json.member()) {
      member(member);
    }
    json.required(versioned ? type : null, "v");
    json.required(serverSaid ? "" : null, "server");
    if ("tick".equals(type)) {
      json.required(server, "server");
      json.required(n > 0 ? n : null, "n");
      return new CommandMessage.Ticked(server, n);
    }
    json.required("command".equals(type) ? type : null, "type");
    return command();
  }

  private void member(String member) throws BadJson {
    switch (member) {
      case "v" -> versioned = json.whole(1, 1) == 1;
      case "type" -> type = json.text();
      case "interaction" -> interaction = json.snowflake();
      case "application" -> application = json.snowflake();
      case "token" -> token = token();
      case "guild" -> guild = json.snowflake();
      case "channel" -> channel = json.snowflake();
      case "user" -> user = user();
      case "locale" -> locale = locale();
      case "name" -> name = name();
      case "server" -> server();
      case "options" -> options();
      case "at" -> at = instant();
      case "n" -> n = json.whole(1, Long.MAX_VALUE);
      case "id" -> json.unknown();
      default -> json.skip();
    }
  }

  /** The command; null where its name is the problem that was noted. */
  private CommandMessage command() {
    json.required(interaction, "interaction");
    json.required(application, "application");
    json.required(guild, "guild");
    json.required(channel, "channel");
    json.required(user, "user");
    json.required(locale, "locale");
    json.required(name, "name");
    json.required(optionsSaid ? "" : null, "options");
    json.required(at, "at");
    json.required(name == CommandName.SAY ? text : "", "options/text");
    if (name == null) {
      return null;
    }
    boolean here = name.answers() != CommandName.Answers.DOOR;
    json.required(here ? "" : null, "a command that is answered here");
    return new CommandMessage.Asked(
        new Command(
            new ReplyAddress(interaction, application, token, channel, user, locale, null, false),
            guild,
            name,
            server,
            new Options(minutes, force, text, session, until, right, newest),
            at));
  }

  private User user() throws BadJson {
    String id = null;
    String called = null;
    if (json.object()) {
      for (String member = json.member(); member != null; member = json.member()) {
        switch (member) {
          case "id" -> id = json.snowflake();
          case "name" -> called = called();
          default -> json.skip();
        }
      }
    }
    return id == null || called == null ? null : new User(id, called);
  }

  private String called() throws BadJson {
    String text = json.text();
    boolean fine = text == null || text.codePointCount(0, text.length()) <= LONGEST_NAME;
    return json.checked(text, fine, "must be a text of at most " + LONGEST_NAME + " characters");
  }

  private String token() throws BadJson {
    String text = json.text();
    boolean fine = text == null || (!text.isEmpty() && text.length() <= LONGEST_TOKEN);
    return json.checked(text, fine, "must be a text of 1 to " + LONGEST_TOKEN + " characters");
  }

  private String locale() throws BadJson {
    String text = json.text();
    return json.checked(text, text == null || Formats.isLocale(text), "must be a locale");
  }

  private CommandName name() throws BadJson {
    String text = json.text();
    CommandName known = CommandName.of(text);
    return json.checked(known, text == null || known != null, "must be a command");
  }

  private void server() throws BadJson {
    serverSaid = true;
    server = json.isNull() ? null : json.server();
  }

  private void options() throws BadJson {
    optionsSaid = true;
    int count = 0;
    if (json.object()) {
      for (String member = json.member(); member != null; member = json.member()) {
        count++;
        option(member);
      }
    }
    json.checked("", count <= MOST_OPTIONS, "must hold at most " + MOST_OPTIONS + " options");
  }

  private void option(String member) throws BadJson {
    switch (member) {
      case "minutes" -> minutes = (int) json.whole(1, Options.MOST_MINUTES);
      case "force" -> force = json.truth();
      case "newest" -> newest = json.truth();
      case "text" -> text = said();
      case "session" -> session = json.whole(1, Long.MAX_VALUE);
      case "until" -> until = instant();
      case "right" -> right = right();
      default -> {
        json.checked("", json.isScalar(), "must be a text, a number or a truth value");
        json.skip();
      }
    }
  }

  private String said() throws BadJson {
    String said = json.text();
    boolean fine = said == null || (!said.isBlank() && said.length() <= Options.LONGEST_TEXT);
    return json.checked(
        said, fine, "must be a text of 1 to " + Options.LONGEST_TEXT + " characters");
  }

  private String right() throws BadJson {
    String entry = json.text();
    boolean fine = entry == null || entry.length() <= LONGEST_NAME;
    return json.checked(entry, fine, "must be a text of at most " + LONGEST_NAME + " characters");
  }

  private Instant instant() throws BadJson {
    String text = json.text();
    Instant instant = null;
    try {
      instant = text == null || !text.endsWith("Z") ? null : Instant.parse(text);
    } catch (DateTimeParseException e) {
      instant = null;
    }
    return json.checked(instant, text == null || instant != null, "must be a time in UTC");
  }
}
