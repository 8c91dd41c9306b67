package hearth.local.page;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import hearth.local.discord.DiscordStandIn;
import hearth.local.discord.SignedInteractions;
import hearth.local.discord.model.Message;
import hearth.local.discord.model.Person;
import hearth.local.http.Json;
import hearth.local.http.Reply;
import hearth.local.http.Request;
import hearth.local.http.Routes;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;

/** The page's files, and what its clicks ask for. */
final class Pages {
  private static final String POLICY =
      "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self';"
          + " img-src data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

  private final Desk desk;
  private final DiscordStandIn discord;
  private final LiveChannel channel;
  private final Routes routes = new Routes();

  Pages(Desk desk, DiscordStandIn discord, LiveChannel channel) {
    this.desk = desk;
    this.discord = discord;
    this.channel = channel;
    file("/", "console.html", "text/html");
    file("/console.css", "console.css", "text/css");
    file("/console.js", "console.js", "text/javascript");
    file("/markdown.js", "markdown.js", "text/javascript");
    routes
        .on("GET", "/town", request -> Reply.json(200, town()))
        .on("POST", "/command", request -> asked(request, this::command))
        .on("POST", "/autocomplete", request -> asked(request, this::autocomplete))
        .on("POST", "/press", request -> asked(request, this::press))
        .on("POST", "/guest", request -> asked(request, (who, json) -> guest(json)))
        .on("POST", "/obey", request -> asked(request, (who, json) -> obey(json)));
  }

  /** The answer to a request that is allowed to be made. */
  Reply answer(Request request) {
    return routes.answer(request).orElseGet(() -> Reply.empty(404));
  }

  private void file(String path, String name, String type) {
    String text = read(name);
    Reply reply =
        new Reply(200, Map.of("Content-Type", type + "; charset=utf-8"), text, false)
            .with("Content-Security-Policy", POLICY)
            .with("X-Content-Type-Options", "nosniff")
            .with("Referrer-Policy", "no-referrer")
            .with("Cache-Control", "no-store");
    routes.on("GET", path, request -> reply);
  }

  private static String read(String name) {
    try (InputStream in = Pages.class.getResourceAsStream(name)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private ObjectNode town() {
    ObjectNode town = desk.town();
    ArrayNode people = town.putArray("people");
    desk.people().forEach(one -> people.addObject().put("id", one.id()).put("name", one.name()));
    town.set("commands", desk.commands());
    return town;
  }

  private Reply asked(Request request, BiFunction<Person, ObjectNode, Reply> work) {
    Optional<ObjectNode> body = request.json();
    Optional<Person> who = body.flatMap(json -> person(json.path("who").asText()));
    return who.isPresent() ? work.apply(who.get(), body.orElseThrow()) : Reply.empty(400);
  }

  /** The person with that id; empty where there is none. */
  Optional<Person> person(String id) {
    return desk.people().stream().filter(one -> one.id().equals(id)).findFirst();
  }

  private Reply command(Person who, ObjectNode asked) {
    Map<String, String> options = new LinkedHashMap<>();
    asked.path("options").properties().forEach(e -> options.put(e.getKey(), e.getValue().asText()));
    return told(desk.command(who, text(asked, "command"), text(asked, "subcommand"), options));
  }

  private Reply autocomplete(Person who, ObjectNode asked) {
    SignedInteractions.Outcome outcome =
        desk.autocomplete(
            who,
            text(asked, "command"),
            text(asked, "subcommand"),
            text(asked, "option"),
            text(asked, "value"));
    JsonNode choices = outcome.callback().orElseGet(Json::object).at("/data/choices");
    ObjectNode reply = Json.object();
    reply.put("told", outcome.delivered() ? "" : "The choices could not be loaded: try again.");
    reply.set("choices", choices.isArray() ? choices : Json.array());
    return Reply.json(200, reply);
  }

  private Reply press(Person who, ObjectNode asked) {
    Optional<Message> message =
        discord.messages().stream()
            .filter(one -> one.id().equals(text(asked, "message")) && !one.deleted())
            .filter(one -> channel.isFor(who.id(), one))
            .findFirst();
    return message
        .map(found -> told(desk.press(who, text(asked, "button"), found)))
        .orElseGet(() -> Reply.empty(404));
  }

  private Reply guest(ObjectNode asked) {
    return told(desk.guest(text(asked, "what"), text(asked, "server"), text(asked, "name")));
  }

  private Reply obey(ObjectNode asked) {
    return told(desk.obey(text(asked, "line")));
  }

  private static Reply told(SignedInteractions.Outcome outcome) {
    String words =
        outcome.delivered()
            ? ""
            : "The application did not respond (status " + outcome.status() + ").";
    ObjectNode reply = Json.object().put("told", words);
    return Reply.json(200, reply.put("interaction", outcome.interaction().id()));
  }

  private static Reply told(String words) {
    return Reply.json(200, Json.object().put("told", words));
  }

  private static String text(ObjectNode asked, String field) {
    return asked.path(field).asText();
  }
}
