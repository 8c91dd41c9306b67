package hearth.local.host.queue;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.azure.core.credential.AccessToken;
import com.azure.core.credential.TokenRequestContext;
import hearth.local.http.LoopbackServer;
import hearth.local.http.Reply;
import hearth.local.http.Request;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class IdentityCredentialTest {
  private static final TokenRequestContext STORAGE =
      new TokenRequestContext().addScopes("https://storage.azure.com/.default");

  private final List<Request> requests = new CopyOnWriteArrayList<>();
  private volatile Reply reply = answer("{\"access_token\":\"abc\",\"expires_on\":\"1900000000\"}");
  private final LoopbackServer server = new LoopbackServer(0, Optional.empty(), this::answer);

  IdentityCredentialTest() {
    server.start();
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private static Reply answer(String body) {
    return new Reply(200, Map.of(), body, false);
  }

  private Reply answer(Request request) {
    requests.add(request);
    return reply;
  }

  private IdentityCredential credential(Optional<String> clientId) {
    return new IdentityCredential(server.uri().resolve("/msi/token"), "secret", clientId);
  }

  @Test
  void theTokenIsAskedForAsAppServiceWantsIt() {
    AccessToken token = credential(Optional.of("mine")).getTokenSync(STORAGE);
    assertEquals("abc", token.getToken());
    assertEquals(1_900_000_000L, token.getExpiresAt().toEpochSecond());
    Request request = requests.getFirst();
    assertEquals("/msi/token", request.path());
    assertEquals("2019-08-01", request.query("api-version").orElseThrow());
    assertEquals("https://storage.azure.com/", request.query("resource").orElseThrow());
    assertEquals("mine", request.query("client_id").orElseThrow());
    assertEquals("secret", request.header("X-IDENTITY-HEADER").orElseThrow());
  }

  @Test
  void withoutAnIdOfItsOwnTheAppsOnlyIdentityIsMeant() {
    assertEquals("abc", credential(Optional.empty()).getToken(STORAGE).block().getToken());
    assertEquals(Optional.empty(), requests.getFirst().query("client_id"));
  }

  @Test
  void aRefusalOrAnAnswerThatIsNoTokenFails() {
    reply = Reply.empty(500);
    IdentityCredential credential = credential(Optional.empty());
    assertThrows(IllegalStateException.class, () -> credential.getTokenSync(STORAGE));
    reply = answer("{\"access_token\":\"abc\"}");
    assertThrows(IllegalStateException.class, () -> credential.getTokenSync(STORAGE));
    reply = answer("<html>");
    assertThrows(IllegalStateException.class, () -> credential.getTokenSync(STORAGE));
  }
}
