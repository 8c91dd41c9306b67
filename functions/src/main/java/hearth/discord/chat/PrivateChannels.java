package hearth.discord.chat;

import hearth.core.CommandName;
import hearth.core.Snowflake;
import hearth.core.fleet.Server;
import hearth.core.note.Note;
import hearth.core.port.Result;
import hearth.core.wanted.PrivateChannel;
import hearth.discord.Ids;
import hearth.discord.wording.Phrase;
import hearth.discord.wording.Text;
import hearth.discord.wording.Wording;
import hearth.json.BadJson;
import hearth.json.JsonReader;
import hearth.json.JsonReader.Kind;
import hearth.json.JsonWriter;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * A session's private channel. Making a channel has no nonce, so one whose making was not confirmed
 * is looked for before another is made: it is no older than the first attempt, and lets in just
 * those that we let in. A topic or a name can be anybody's, and what is not ours is left alone.
 */
final class PrivateChannels {
  private static final int TEXT = 0;
  private static final int ROLE = 0;
  private static final int MEMBER = 1;

  /** View Channel, Send Messages, Read Message History (Discord's permission flags). */
  private static final String MAY_READ = Long.toString(1L << 10 | 1L << 11 | 1L << 16);

  private static final String VIEW = Long.toString(1L << 10);

  /** Discord's clock and ours. */
  private static final Duration SKEW = Duration.ofSeconds(10);

  private final Calls calls;
  private final Server server;
  private final String bot;
  private final String password;

  /** A call to Discord as the bot. */
  interface Calls {
    Answered send(String method, String path, String body);
  }

  /** An answer with its body, or how the call failed without one. */
  record Answered(DiscordResponse response, String body, Result.Later failure) {}

  PrivateChannels(Calls calls, Server server, String bot, String password) {
    this.calls = calls;
    this.server = server;
    this.bot = bot;
    this.password = password;
  }

  Result.Delivered keep(PrivateChannel channel) {
    return channel.open() ? open(channel) : remove(channel);
  }

  private Result.Delivered open(PrivateChannel channel) {
    String id = channel.channel();
    if (id == null) {
      Result.Delivered found = findOrMake(channel);
      if (!(found instanceof Result.Done done)) {
        return found;
      }
      id = done.reference();
    }
    return channel.access() == null ? new Result.Done(id) : tell(id, channel);
  }

  private Result.Delivered findOrMake(PrivateChannel channel) {
    Answered listed = calls.send("GET", all(), null);
    if (listed.response() == null) {
      return listed.failure();
    }
    if (!listed.response().isThere()) {
      return listed.response().ofRemoval();
    }
    String found = ours(listed.body(), channel);
    if (found != null || !channel.open()) {
      return new Result.Done(found);
    }
    Answered made = calls.send("POST", all(), making(channel));
    return made.response() == null ? made.failure() : made.response().ofPost();
  }

  private String all() {
    return "/guilds/" + encode(server.channel().guild()) + "/channels";
  }

  private String making(PrivateChannel channel) {
    JsonWriter json = new JsonWriter();
    json.object();
    json.member("name", server.name() + "-" + channel.session());
    json.member("type", TEXT);
    json.member("topic", "hearth " + server.name() + " " + channel.session());
    if (server.channel().privacy() != null && server.channel().privacy().category() != null) {
      json.member("parent_id", server.channel().privacy().category());
    }
    json.array("permission_overwrites");
    for (Overwrite overwrite : overwrites(channel)) {
      json.object();
      json.member("id", overwrite.id());
      json.member("type", overwrite.type());
      json.member("allow", overwrite.allow());
      json.member("deny", overwrite.deny());
      json.end();
    }
    json.end();
    json.end();
    return json.toString();
  }

  /** Who may do what in a channel. */
  private record Overwrite(String id, int type, String allow, String deny) {}

  private Set<Overwrite> overwrites(PrivateChannel channel) {
    Set<Overwrite> overwrites = new LinkedHashSet<>();
    // The role that everyone has bears the guild's own id.
    overwrites.add(new Overwrite(server.channel().guild(), ROLE, "0", VIEW));
    // Whoever makes a channel is not let in by that.
    overwrites.add(new Overwrite(bot, MEMBER, MAY_READ, "0"));
    overwrites.add(new Overwrite(channel.starter().id(), MEMBER, MAY_READ, "0"));
    List<String> roles =
        server.channel().privacy() == null ? List.of() : server.channel().privacy().roles();
    for (String role : roles) {
      overwrites.add(new Overwrite(role, ROLE, MAY_READ, "0"));
    }
    return overwrites;
  }

  private Result.Delivered tell(String id, PrivateChannel channel) {
    Wording wording = Wording.in(server.channel().locale());
    String text =
        wording.note(
            server, new Note.Connect(channel.access().address(), channel.access().joinCode()));
    if (password != null) {
      text += "\n" + password(wording);
    }
    String body = Payload.text(wording, text).once(Nonce.of(server, channel)).json();
    Answered told = calls.send("POST", "/channels/" + encode(id) + "/messages", body);
    if (told.response() == null) {
      return told.failure();
    }
    Result.Delivered result = told.response().ofPost();
    return result instanceof Result.Done ? new Result.Done(id) : result;
  }

  /** Not everybody in the channel may be allowed to know it. */
  private String password(Wording wording) {
    return server.allowsChannelToConnect()
        ? wording.say(Phrase.CONNECT_PASSWORD, "password", Text.copy(password))
        : wording.say(
            Phrase.CONNECT_PASSWORD_ELSEWHERE, "command", Text.code(CommandName.CONNECT.word()));
  }

  /** One whose making was never confirmed may be there all the same. */
  private Result.Delivered remove(PrivateChannel channel) {
    String id = channel.channel();
    if (id == null && channel.madeAt() == null) {
      return new Result.Done(null);
    }
    if (id == null) {
      Result.Delivered found = findOrMake(channel);
      if (!(found instanceof Result.Done done) || done.reference() == null) {
        return found;
      }
      id = done.reference();
    }
    Answered gone = calls.send("DELETE", "/channels/" + encode(id), null);
    return gone.response() == null ? gone.failure() : gone.response().ofRemoval();
  }

  /** The id of the one channel in a list of channels that can only be ours, or null. */
  private String ours(String channels, PrivateChannel channel) {
    String ours = null;
    try {
      JsonReader json = new JsonReader(channels);
      if (json.kind() != Kind.ARRAY || channel.madeAt() == null) {
        return null;
      }
      Set<Overwrite> wanted = overwrites(channel);
      while (json.element() && json.kind() == Kind.OBJECT) {
        String id = null;
        Set<Overwrite> overwrites = Set.of();
        long type = -1;
        for (String name = json.member(); name != null; name = json.member()) {
          switch (name) {
            case "id" -> id = json.text();
            case "type" -> type = json.whole() == null ? -1 : json.whole();
            case "permission_overwrites" -> overwrites = overwrites(json);
            default -> json.skip();
          }
        }
        boolean young = Ids.isSnowflake(id) && !isOlder(id, channel.madeAt());
        if (young && type == TEXT && overwrites.equals(wanted)) {
          if (ours != null) {
            return null;
          }
          ours = id;
        }
      }
      return ours;
    } catch (BadJson e) {
      return null;
    }
  }

  private static boolean isOlder(String channel, Instant madeAt) {
    return Snowflake.time(channel).isBefore(madeAt.minus(SKEW));
  }

  private static Set<Overwrite> overwrites(JsonReader json) throws BadJson {
    Set<Overwrite> overwrites = new LinkedHashSet<>();
    boolean array = json.kind() == Kind.ARRAY;
    while (array && json.element()) {
      String id = "";
      String allow = "";
      String deny = "";
      long type = -1;
      boolean object = json.kind() == Kind.OBJECT;
      for (String name = object ? json.member() : null; name != null; name = json.member()) {
        switch (name) {
          case "id" -> id = json.text();
          case "type" -> type = json.whole() == null ? -1 : json.whole();
          case "allow" -> allow = json.text();
          case "deny" -> deny = json.text();
          default -> json.skip();
        }
      }
      overwrites.add(new Overwrite(id, (int) type, allow, deny));
    }
    return overwrites;
  }

  private static String encode(String segment) {
    return URLEncoder.encode(segment, StandardCharsets.UTF_8);
  }
}
