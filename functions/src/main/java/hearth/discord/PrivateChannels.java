package hearth.discord;

import hearth.core.fleet.Server;
import hearth.core.note.Note;
import hearth.core.port.Result;
import hearth.core.wanted.PrivateChannel;
import hearth.json.BadJson;
import hearth.json.JsonReader;
import hearth.json.JsonReader.Kind;
import hearth.json.JsonWriter;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * A session's private channel. Making a channel has no nonce, so it is found again by its topic
 * before another one is made.
 */
final class PrivateChannels {
  private static final int TEXT = 0;
  private static final int ROLE = 0;
  private static final int MEMBER = 1;

  /** View Channel, Send Messages, Read Message History (Discord's permission flags). */
  private static final String MAY_READ = Long.toString(1L << 10 | 1L << 11 | 1L << 16);

  private static final String VIEW = Long.toString(1L << 10);

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
    return channel.address() == null ? new Result.Done(id) : tell(id, channel);
  }

  private Result.Delivered findOrMake(PrivateChannel channel) {
    Answered listed = calls.send("GET", all(), null);
    if (listed.response() == null) {
      return listed.failure();
    }
    if (!listed.response().isThere()) {
      return listed.response().ofRemoval();
    }
    String found = withTopic(listed.body(), topic(channel));
    if (found != null || !channel.open()) {
      return new Result.Done(found);
    }
    Answered made = calls.send("POST", all(), making(channel));
    return made.response() == null ? made.failure() : made.response().ofPost();
  }

  private String all() {
    return "/guilds/" + encode(server.channel().guild()) + "/channels";
  }

  private String topic(PrivateChannel channel) {
    return "hearth " + server.name() + " " + channel.session();
  }

  private String making(PrivateChannel channel) {
    JsonWriter json = new JsonWriter();
    json.object();
    json.member("name", server.name() + "-" + channel.session());
    json.member("type", TEXT);
    json.member("topic", topic(channel));
    if (server.channel().privacy() != null && server.channel().privacy().category() != null) {
      json.member("parent_id", server.channel().privacy().category());
    }
    json.array("permission_overwrites");
    // The role that everyone has bears the guild's own id.
    overwrite(json, server.channel().guild(), ROLE, "0", VIEW);
    // Whoever makes a channel is not let in by that.
    overwrite(json, bot, MEMBER, MAY_READ, "0");
    overwrite(json, channel.starter().id(), MEMBER, MAY_READ, "0");
    List<String> roles =
        server.channel().privacy() == null ? List.of() : server.channel().privacy().roles();
    for (String role : roles) {
      overwrite(json, role, ROLE, MAY_READ, "0");
    }
    json.end();
    json.end();
    return json.toString();
  }

  private static void overwrite(JsonWriter json, String id, int type, String allow, String deny) {
    json.object();
    json.member("id", id);
    json.member("type", type);
    json.member("allow", allow);
    json.member("deny", deny);
    json.end();
  }

  private Result.Delivered tell(String id, PrivateChannel channel) {
    Wording wording = Wording.in(server.channel().locale());
    String text = wording.note(server, new Note.Connect(channel.address(), channel.joinCode()));
    if (password != null) {
      text += "\n" + wording.say(Phrase.CONNECT_PASSWORD, "password", Text.code(password));
    }
    String body = Payload.text(wording, text).once(Nonce.of(server, channel)).json();
    Answered told = calls.send("POST", "/channels/" + encode(id) + "/messages", body);
    if (told.response() == null) {
      return told.failure();
    }
    Result.Delivered result = told.response().ofPost();
    return result instanceof Result.Done ? new Result.Done(id) : result;
  }

  /** One whose making was never confirmed may be there all the same. */
  private Result.Delivered remove(PrivateChannel channel) {
    String id = channel.channel();
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

  /** The id of the channel with that topic in a list of channels, or null. */
  private static String withTopic(String channels, String topic) {
    try {
      JsonReader json = new JsonReader(channels);
      if (json.kind() != Kind.ARRAY) {
        return null;
      }
      while (json.element() && json.kind() == Kind.OBJECT) {
        String id = null;
        String found = null;
        for (String name = json.member(); name != null; name = json.member()) {
          switch (name) {
            case "id" -> id = json.text();
            case "topic" -> found = json.text();
            default -> json.skip();
          }
        }
        if (topic.equals(found)) {
          return id;
        }
      }
      return null;
    } catch (BadJson e) {
      return null;
    }
  }

  private static String encode(String segment) {
    return URLEncoder.encode(segment, StandardCharsets.UTF_8);
  }
}
