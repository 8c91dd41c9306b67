package hearth.dns;

import hearth.core.fleet.Server;
import hearth.core.port.DnsNames;
import hearth.core.port.Result;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Locale;
import java.util.Set;

/**
 * Services that take a name's new address with one GET, such as DuckDNS, and answer with one word.
 * The token never appears in what is returned or logged.
 */
public final class DynamicDns implements DnsNames {
  private static final Duration CALL = Duration.ofSeconds(10);

  /**
   * First words of a refusal: DuckDNS says {@code KO}, the services that follow the dyndns2
   * protocol the others.
   */
  private static final Set<String> REFUSALS =
      Set.of("ko", "badauth", "badagent", "nohost", "notfqdn", "numhost", "abuse", "!donator");

  private final String token;

  /** Made at the first name: a client is half a second of a fresh process. */
  private volatile HttpClient client;

  /**
   * With the account's token.
   *
   * @param token a secret, or null where the addresses need none
   */
  public DynamicDns(String token) {
    this.token = token;
  }

  @Override
  public Result.Delivered point(Server server, String address) {
    String url =
        server
            .stableName()
            .update()
            .replace("{ip}", encode(address))
            .replace("{token}", encode(token == null ? "" : token));
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(url))
            .timeout(CALL)
            .header("User-Agent", "Hearth")
            .GET()
            .build();
    try {
      return result(client().send(request, HttpResponse.BodyHandlers.ofString()));
    } catch (IOException e) {
      return new Result.Later(Duration.ZERO, true);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return new Result.Later(Duration.ZERO, true);
    }
  }

  private HttpClient client() {
    HttpClient present = client;
    if (present == null) {
      synchronized (this) {
        present = client;
        if (present == null) {
          present =
              HttpClient.newBuilder()
                  .connectTimeout(Duration.ofSeconds(5))
                  .followRedirects(HttpClient.Redirect.NEVER)
                  .build();
          client = present;
        }
      }
    }
    return present;
  }

  private static Result.Delivered result(HttpResponse<String> response) {
    int status = response.statusCode();
    if (status == 429 || status == 408 || status >= 500) {
      return new Result.Later(Duration.ZERO, false);
    }
    String word = response.body().strip().split("\\s", 2)[0].toLowerCase(Locale.ROOT);
    if (word.equals("911")) {
      return new Result.Later(Duration.ofMinutes(10), false);
    }
    boolean taken = status / 100 == 2 && !REFUSALS.contains(word);
    return taken
        ? new Result.Done(null)
        : new Result.Refused(
            "HTTP " + status,
            "the dynamic DNS service does not take the address; is the token right?");
  }

  private static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
