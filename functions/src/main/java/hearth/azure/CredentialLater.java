package hearth.azure;

import com.azure.core.credential.AccessToken;
import com.azure.core.credential.TokenCredential;
import com.azure.core.credential.TokenRequestContext;
import java.util.function.Supplier;
import reactor.core.publisher.Mono;

/** A credential that is made when the first token is asked for. */
record CredentialLater(Supplier<TokenCredential> credential) implements TokenCredential {
  @Override
  public Mono<AccessToken> getToken(TokenRequestContext request) {
    return credential.get().getToken(request);
  }

  @Override
  public AccessToken getTokenSync(TokenRequestContext request) {
    return credential.get().getTokenSync(request);
  }
}
