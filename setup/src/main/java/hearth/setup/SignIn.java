package hearth.setup;

import com.azure.core.credential.AccessToken;
import com.azure.core.credential.TokenCredential;
import com.azure.core.credential.TokenRequestContext;
import com.azure.core.http.HttpClient;
import com.azure.core.http.jdk.httpclient.JdkHttpClientBuilder;
import com.azure.identity.AzureCliCredentialBuilder;
import com.azure.identity.ChainedTokenCredentialBuilder;
import com.azure.identity.ManagedIdentityCredentialBuilder;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Map;
import reactor.core.publisher.Mono;

/** As whom the tools reach Azure. */
public final class SignIn {
  /** The scope of every storage account's data. */
  public static final String STORAGE = "https://storage.azure.com/.default";

  private static final String ENDPOINT = "IDENTITY_ENDPOINT";
  private static final String HEADER = "IDENTITY_HEADER";

  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private SignIn() {}

  /**
   * The one signed in by {@code az login}, else this machine's managed identity; with an identity
   * endpoint in the settings, as the local run has one, that one's.
   */
  public static TokenCredential of(Map<String, String> settings) {
    if (settings.containsKey(ENDPOINT) && settings.containsKey(HEADER)) {
      return new AppService(URI.create(settings.get(ENDPOINT)), settings.get(HEADER));
    }
    HttpClient http = new JdkHttpClientBuilder().build();
    return new ChainedTokenCredentialBuilder()
        .addLast(new AzureCliCredentialBuilder().build())
        .addLast(new ManagedIdentityCredentialBuilder().httpClient(http).build())
        .build();
  }

  /**
   * A token for a scope.
   *
   * @throws Problem where nobody is signed in
   */
  public static AccessToken token(TokenCredential credential, String scope) {
    try {
      return credential.getToken(new TokenRequestContext().addScopes(scope)).block(PATIENCE);
    } catch (RuntimeException e) {
      throw new Problem("nobody is signed in to Azure here", e);
    }
  }

  /** App Service's managed identity protocol of 2019-08-01. */
  private record AppService(URI endpoint, String secret) implements TokenCredential {

    @Override
    public Mono<AccessToken> getToken(TokenRequestContext context) {
      return Mono.fromCallable(() -> fetch(context.getScopes().getFirst()));
    }

    private AccessToken fetch(String scope) throws IOException, InterruptedException {
      String resource = scope.replaceAll("/\\.default$", "");
      String query = URLEncoder.encode(resource, StandardCharsets.UTF_8);
      HttpRequest request =
          HttpRequest.newBuilder(URI.create(endpoint + "?api-version=2019-08-01&resource=" + query))
              .header("X-IDENTITY-HEADER", secret)
              .build();
      try (java.net.http.HttpClient http = java.net.http.HttpClient.newHttpClient()) {
        HttpResponse<String> answer = http.send(request, BodyHandlers.ofString());
        if (answer.statusCode() != 200) {
          throw new IOException("the identity endpoint answered " + answer.statusCode());
        }
        String token = new ObjectMapper().readTree(answer.body()).path("access_token").asText();
        return new AccessToken(token, OffsetDateTime.now(ZoneOffset.UTC).plusHours(1));
      }
    }

    @Override
    public String toString() {
      return "AppService[" + endpoint + "]";
    }
  }
}
