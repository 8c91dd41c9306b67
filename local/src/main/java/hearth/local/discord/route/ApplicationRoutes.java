package hearth.local.discord.route;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import hearth.local.discord.model.DiscordError;
import hearth.local.discord.model.DiscordOptions;
import hearth.local.discord.rule.Mistakes;
import hearth.local.http.Json;
import hearth.local.http.Reply;
import hearth.local.http.Request;
import hearth.local.http.Routes;
import java.net.URI;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * The application's own settings. Of those that Discord lets a bot change, only the address that
 * interactions are sent to; any other key is a mistake here, though Discord knows a dozen.
 */
public final class ApplicationRoutes {
  private static final String ENDPOINT = "interactions_endpoint_url";

  private final DiscordOptions options;
  private final DiscordLimits limits;
  private volatile Optional<String> endpoint = Optional.empty();
  private volatile String publicKey = "";
  private volatile Predicate<URI> check = url -> false;

  public ApplicationRoutes(DiscordOptions options, DiscordLimits limits) {
    this.options = options;
    this.limits = limits;
  }

  /**
   * What is set, and how another address is tried before it is taken.
   *
   * @param interactionsEndpoint empty for none
   */
  public void describe(String interactionsEndpoint, String verifyKey, Predicate<URI> trial) {
    endpoint = Optional.of(interactionsEndpoint).filter(url -> !url.isEmpty());
    publicKey = verifyKey;
    check = trial;
  }

  public void addTo(Routes routes, String base) {
    String own = base + "/applications/@me";
    routes
        .on("GET", own, request -> open(request, this::described))
        .on("PATCH", own, request -> open(request, () -> change(request)));
  }

  private Reply open(Request request, Supplier<Reply> work) {
    return options.isBot(request)
        ? limits.bot(request.method() + " applications", work)
        : DiscordError.UNAUTHORIZED.reply();
  }

  private Reply described() {
    ObjectNode json = Json.object().put("id", options.application()).put("name", "Hearth");
    json.put("verify_key", publicKey).put("bot_public", true);
    return Reply.json(200, json.put(ENDPOINT, endpoint.orElse(null)));
  }

  private Reply change(Request request) {
    Optional<ObjectNode> body = request.json();
    if (body.isEmpty()) {
      return DiscordError.INVALID_JSON.reply();
    }
    Mistakes mistakes = new Mistakes();
    body.get().properties().stream()
        .filter(field -> !field.getKey().equals(ENDPOINT))
        .forEach(field -> mistakes.add(field.getKey(), "UNKNOWN_KEY", "Unknown key."));
    JsonNode wanted = body.get().path(ENDPOINT);
    boolean changes = !wanted.isMissingNode() && !wanted.isNull();
    if (changes && mistakes.none()) {
      tried(wanted, mistakes);
    }
    if (!mistakes.none()) {
      return DiscordError.invalid(mistakes.json());
    }
    if (!wanted.isMissingNode()) {
      endpoint = Optional.ofNullable(wanted.textValue());
    }
    return described();
  }

  /** The wording is Discord's as people quote it; the code beside it is assumed. */
  private void tried(JsonNode wanted, Mistakes mistakes) {
    Optional<URI> url = Optional.ofNullable(wanted.textValue()).flatMap(ApplicationRoutes::url);
    if (url.isEmpty()) {
      mistakes.add(ENDPOINT, "URL_TYPE_INVALID_URL", "Not a well formed URL.");
    } else if (!check.test(url.get())) {
      mistakes.add(
          ENDPOINT,
          "APPLICATION_INTERACTIONS_ENDPOINT_URL_INVALID",
          "The specified interactions endpoint url could not be verified.");
    }
  }

  private static Optional<URI> url(String text) {
    try {
      URI url = URI.create(text);
      boolean web = "https".equals(url.getScheme()) || "http".equals(url.getScheme());
      return Optional.of(url).filter(it -> web && it.getHost() != null);
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}
