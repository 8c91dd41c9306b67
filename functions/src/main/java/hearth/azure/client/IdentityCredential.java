package hearth.azure.client;

import com.azure.core.credential.AccessToken;
import com.azure.core.credential.TokenCredential;
import com.azure.core.credential.TokenRequestContext;
import java.time.ZoneOffset;
import reactor.core.publisher.Mono;

/** The managed identity as the Azure SDK wants it. */
record IdentityCredential(ManagedIdentity identity) implements TokenCredential {
  private static final String DEFAULT = "/.default";

  @Override
  public Mono<AccessToken> getToken(TokenRequestContext request) {
    return Mono.fromCallable(() -> getTokenSync(request));
  }

  /** A scope of the SDK is a resource with a suffix. */
  @Override
  public AccessToken getTokenSync(TokenRequestContext request) {
    String scope = request.getScopes().getFirst();
    ManagedIdentity.Token token =
        identity.token(
            scope.endsWith(DEFAULT)
                ? scope.substring(0, scope.length() - DEFAULT.length())
                : scope);
    return new AccessToken(token.text(), token.ends().atOffset(ZoneOffset.UTC));
  }
}
