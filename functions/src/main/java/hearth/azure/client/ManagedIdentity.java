package hearth.azure.client;

import hearth.json.BadJson;
import hearth.json.JsonReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/**
 * The app's managed identity, asked at the endpoint that App Service gives each of its processes
 * (its REST protocol of 2019-08-01). {@code azure-identity} does the same, but takes a fresh
 * process 0.4 s more (docs/performance.md). A token is kept until five minutes before its end.
 */
final class ManagedIdentity {
  private static final int MILLIS = 5_000;
  private static final int LONGEST = 64 * 1024;
  private static final Duration EARLY = Duration.ofMinutes(5);

  private final String endpoint;
  private final String secret;
  private final String clientId;
  private final Map<String, Token> tokens = new HashMap<>();

  /**
   * A token: a secret.
   *
   * @param text what a request bears
   * @param ends from when on it is refused
   */
  record Token(String text, Instant ends) {
    @Override
    public String toString() {
      return "a token until " + ends;
    }
  }

  private ManagedIdentity(String endpoint, String secret, String clientId) {
    this.endpoint = endpoint;
    this.secret = secret;
    this.clientId = clientId;
  }

  /**
   * The identity of this process.
   *
   * @param environment where App Service says where to ask
   * @param clientId the user-assigned identity, or null for the system-assigned one
   */
  static ManagedIdentity of(Map<String, String> environment, String clientId) {
    return new ManagedIdentity(
        environment.get("IDENTITY_ENDPOINT"), environment.get("IDENTITY_HEADER"), clientId);
  }

  /**
   * A token for a resource, such as {@code https://storage.azure.com}.
   *
   * @throws IllegalStateException where the identity gives none
   * @throws UncheckedIOException where it does not answer
   */
  synchronized Token token(String resource) {
    Token kept = tokens.get(resource);
    Instant now = Instant.now();
    if (kept != null && now.isBefore(kept.ends().minus(EARLY))) {
      return kept;
    }
    try {
      Token fresh = ask(resource);
      tokens.put(resource, fresh);
      return fresh;
    } catch (IOException e) {
      if (kept != null && now.isBefore(kept.ends())) {
        return kept;
      }
      throw new UncheckedIOException("the managed identity does not answer", e);
    }
  }

  private Token ask(String resource) throws IOException {
    if (endpoint == null || secret == null) {
      throw new IllegalStateException(
          "this app has no managed identity: IDENTITY_ENDPOINT is not set");
    }
    String url = endpoint + "?api-version=2019-08-01&resource=" + encode(resource);
    if (clientId != null) {
      url += "&client_id=" + encode(clientId);
    }
    HttpURLConnection connection = (HttpURLConnection) URI.create(url).toURL().openConnection();
    connection.setConnectTimeout(MILLIS);
    connection.setReadTimeout(MILLIS);
    connection.setInstanceFollowRedirects(false);
    connection.setRequestProperty("X-IDENTITY-HEADER", secret);
    int status = connection.getResponseCode();
    if (status == 429 || status >= 500) {
      throw new IOException("it answered " + status);
    }
    if (status != 200) {
      throw new IllegalStateException(
          "the managed identity refuses a token for " + resource + ": HTTP " + status);
    }
    try (InputStream in = connection.getInputStream()) {
      return token(in.readNBytes(LONGEST));
    }
  }

  /** Only the two members that matter; {@code expires_on} is a text of seconds since 1970. */
  private static Token token(byte[] answer) throws IOException {
    String text = null;
    String ends = null;
    try {
      JsonReader json = new JsonReader(new String(answer, StandardCharsets.UTF_8));
      if (json.kind() != JsonReader.Kind.OBJECT) {
        throw new IOException("its answer is no object");
      }
      for (String member = json.member(); member != null; member = json.member()) {
        if (member.equals("access_token")) {
          text = json.text();
        } else if (member.equals("expires_on")) {
          ends = json.text();
        }
        json.skip();
      }
      if (text == null || ends == null) {
        throw new IOException("its answer lacks the token or its end");
      }
      return new Token(text, Instant.ofEpochSecond(Long.parseLong(ends)));
    } catch (BadJson | NumberFormatException | DateTimeException e) {
      throw new IOException("its answer is not understood", e);
    }
  }

  private static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
