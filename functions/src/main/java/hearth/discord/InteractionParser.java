package hearth.discord;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Reads the few fields that matter, by streaming; everything else is passed over. */
final class InteractionParser {
  private static final int DEEPEST = 32;
  private static final JsonFactory JSON =
      JsonFactory.builder()
          .streamReadConstraints(StreamReadConstraints.builder().maxNestingDepth(DEEPEST).build())
          .build();

  private final JsonParser in;

  private int type;
  private String id;
  private String application;
  private String token;
  private String guild;
  private String channel;
  private String locale = "";
  private int context = -1;
  private String user;
  private String nick;
  private String globalName;
  private String username;
  private List<String> roles;
  private String command;
  private String subcommand;
  private String server;

  private InteractionParser(JsonParser in) {
    this.in = in;
  }

  /** The interaction, or null where the body is not a JSON object that could be one. */
  static Interaction parse(byte[] body) {
    try (JsonParser in = JSON.createParser(body)) {
      in.enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION);
      return new InteractionParser(in).interaction();
    } catch (IOException e) {
      return null;
    }
  }

  private Interaction interaction() throws IOException {
    if (in.nextToken() != JsonToken.START_OBJECT) {
      return null;
    }
    while (in.nextToken() == JsonToken.FIELD_NAME) {
      String name = in.currentName();
      in.nextToken();
      switch (name) {
        case "type" -> type = number();
        case "id" -> id = text();
        case "application_id" -> application = text();
        case "token" -> token = text();
        case "guild_id" -> guild = text();
        case "channel_id" -> channel = text();
        case "locale" -> locale = text();
        case "context" -> context = number();
        case "member" -> member();
        case "user" -> user();
        case "data" -> data();
        default -> in.skipChildren();
      }
    }
    if (in.nextToken() != null) {
      return null;
    }
    return new Interaction(
        type,
        id,
        application,
        token,
        guild,
        channel,
        locale == null ? "" : locale,
        context,
        user,
        nick != null ? nick : globalName != null ? globalName : username,
        roles,
        command,
        subcommand,
        server);
  }

  private void member() throws IOException {
    if (in.currentToken() != JsonToken.START_OBJECT) {
      in.skipChildren();
      return;
    }
    roles = new ArrayList<>();
    while (in.nextToken() == JsonToken.FIELD_NAME) {
      String name = in.currentName();
      in.nextToken();
      switch (name) {
        case "nick" -> nick = text();
        case "roles" -> roles();
        case "user" -> user();
        default -> in.skipChildren();
      }
    }
  }

  private void roles() throws IOException {
    if (in.currentToken() != JsonToken.START_ARRAY) {
      in.skipChildren();
      return;
    }
    while (in.nextToken() != JsonToken.END_ARRAY) {
      String role = text();
      if (role != null) {
        roles.add(role);
      }
    }
  }

  private void user() throws IOException {
    if (in.currentToken() != JsonToken.START_OBJECT) {
      in.skipChildren();
      return;
    }
    while (in.nextToken() == JsonToken.FIELD_NAME) {
      String name = in.currentName();
      in.nextToken();
      switch (name) {
        case "id" -> user = text();
        case "global_name" -> globalName = text();
        case "username" -> username = text();
        default -> in.skipChildren();
      }
    }
  }

  private void data() throws IOException {
    if (in.currentToken() != JsonToken.START_OBJECT) {
      in.skipChildren();
      return;
    }
    while (in.nextToken() == JsonToken.FIELD_NAME) {
      String name = in.currentName();
      in.nextToken();
      switch (name) {
        case "name" -> command = text();
        case "options" -> options(true);
        default -> in.skipChildren();
      }
    }
  }

  private void options(boolean top) throws IOException {
    if (in.currentToken() != JsonToken.START_ARRAY) {
      in.skipChildren();
      return;
    }
    while (in.nextToken() != JsonToken.END_ARRAY) {
      if (in.currentToken() == JsonToken.START_OBJECT) {
        option(top);
      } else {
        in.skipChildren();
      }
    }
  }

  private void option(boolean top) throws IOException {
    String named = null;
    String value = null;
    while (in.nextToken() == JsonToken.FIELD_NAME) {
      String name = in.currentName();
      in.nextToken();
      switch (name) {
        case "name" -> named = text();
        case "value" -> value = text();
        case "options" -> options(false);
        default -> in.skipChildren();
      }
    }
    if (top) {
      subcommand = named;
    } else if ("server".equals(named)) {
      server = value;
    }
  }

  private String text() throws IOException {
    if (in.currentToken() == JsonToken.VALUE_STRING) {
      return in.getText();
    }
    in.skipChildren();
    return null;
  }

  private int number() throws IOException {
    if (in.currentToken() == JsonToken.VALUE_NUMBER_INT
        && in.getNumberType() == JsonParser.NumberType.INT) {
      return in.getIntValue();
    }
    in.skipChildren();
    return 0;
  }
}
