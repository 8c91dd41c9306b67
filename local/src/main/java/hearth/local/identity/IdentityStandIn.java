package hearth.local.identity;

import hearth.local.http.Faults;
import hearth.local.http.Json;
import hearth.local.http.LoopbackServer;
import hearth.local.http.Reply;
import hearth.local.http.Request;
import hearth.local.http.Routes;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.SSLContext;

/**
 * Stands in for the managed identity of an App Service: gives a token for any resource to whoever
 * knows the secret of {@code IDENTITY_HEADER}. The tokens are signed by nobody.
 */
public final class IdentityStandIn implements AutoCloseable {
  private static final String PATH = "/msi/token";

  private final Options options;
  private final LoopbackServer server;
  private final Faults faults = new Faults();
  private final AtomicInteger issued = new AtomicInteger();
  private volatile Duration lifetime;

  /**
   * The stand-in's options.
   *
   * @param port 0 for a free one
   * @param tls https when present
   * @param secret what {@code X-IDENTITY-HEADER} must say
   * @param tenant the tenant the tokens name as their issuer
   * @param clientId whose tokens these are, unless the request asks for another's
   * @param lifetime how long a token is good for
   */
  public record Options(
      int port,
      Optional<SSLContext> tls,
      String secret,
      String tenant,
      String clientId,
      Duration lifetime,
      InstantSource clock) {

    /** A free port, plain http, tokens for a day. */
    public static Options standard(String secret) {
      return new Options(
          0,
          Optional.empty(),
          secret,
          "00000000-0000-0000-0000-00000000beef",
          "00000000-0000-0000-0000-00000000cafe",
          Duration.ofHours(24),
          InstantSource.system());
    }

    /** The same on a chosen port. */
    public Options onPort(int chosen) {
      return new Options(chosen, tls, secret, tenant, clientId, lifetime, clock);
    }
  }

  /** Takes the port; answers from {@link #start()} on. */
  public IdentityStandIn(Options options) {
    this.options = options;
    this.lifetime = options.lifetime();
    Routes routes = new Routes().on("GET", PATH, this::token);
    server =
        new LoopbackServer(
            options.port(),
            options.tls(),
            request ->
                faults.around(
                    Faults.ALL,
                    IdentityStandIn::refusal,
                    () -> routes.answer(request).orElseGet(() -> Reply.empty(404))));
  }

  /** Begins to answer. */
  public void start() {
    server.start();
  }

  /** The value of {@code IDENTITY_ENDPOINT}. */
  public URI uri() {
    return server.uri().resolve(PATH);
  }

  /** The faults to switch on, all with the scope {@link Faults#ALL}. */
  public Faults faults() {
    return faults;
  }

  /** Tokens given from now on last this long; negative for tokens that are over already. */
  public void lifetime(Duration chosen) {
    lifetime = chosen;
  }

  /** The number of tokens given. */
  public int issued() {
    return issued.get();
  }

  @Override
  public void close() {
    server.close();
  }

  private Reply token(Request request) {
    if (!request.header("X-IDENTITY-HEADER").filter(this::isSecret).isPresent()) {
      return error(401, "the secret of X-IDENTITY-HEADER is wrong or missing");
    }
    if (!request.query("api-version").filter("2019-08-01"::equals).isPresent()) {
      return error(400, "api-version must be 2019-08-01");
    }
    Optional<String> resource = request.query("resource").filter(name -> !name.isBlank());
    if (resource.isEmpty()) {
      return error(400, "resource is missing");
    }
    issued.incrementAndGet();
    return Reply.json(
        200,
        AccessTokens.answer(
            options.tenant(),
            request.query("client_id").orElse(options.clientId()),
            resource.get(),
            options.clock().instant(),
            lifetime));
  }

  private boolean isSecret(String given) {
    return MessageDigest.isEqual(
        given.getBytes(StandardCharsets.UTF_8), options.secret().getBytes(StandardCharsets.UTF_8));
  }

  static Reply refusal(int status, Duration wait) {
    Reply reply = error(status, "commanded");
    return status == 429
        ? reply.with("Retry-After", Long.toString(Math.max(1, wait.toSeconds())))
        : reply;
  }

  private static Reply error(int status, String message) {
    return Reply.json(status, Json.object().put("statusCode", status).put("message", message));
  }
}
