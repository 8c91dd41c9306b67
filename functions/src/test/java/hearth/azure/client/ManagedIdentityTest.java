package hearth.azure.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.azure.core.credential.TokenRequestContext;
import hearth.azure.Answers;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ManagedIdentityTest {
  private static final String STORAGE = "https://storage.azure.com";
  private final Answers answers = new Answers();

  @BeforeEach
  void start() throws IOException {
    answers.start();
  }

  @AfterEach
  void stop() {
    answers.close();
  }

  private ManagedIdentity identity(String clientId) {
    return ManagedIdentity.of(
        Map.of("IDENTITY_ENDPOINT", answers.uri("/msi/token"), "IDENTITY_HEADER", "sesame"),
        clientId);
  }

  private static String token(String text, Instant ends) {
    return "{\"access_token\":\"%s\",\"expires_on\":\"%d\",\"resource\":\"r\",\"x\":{}}"
        .formatted(text, ends.getEpochSecond());
  }

  @Test
  void itAsksAsAppServiceWantsToBeAsked() {
    answers.will(200, token("abc", Instant.now().plusSeconds(3600)));
    assertEquals("abc", identity("my id").token(STORAGE).text());
    assertEquals(
        "GET /msi/token?api-version=2019-08-01&resource=https%3A%2F%2Fstorage.azure.com"
            + "&client_id=my+id",
        answers.asked().getFirst());
    assertEquals("sesame", answers.header("X-IDENTITY-HEADER"));
  }

  @Test
  void aTokenIsKeptUntilShortlyBeforeItsEndAndOneForEachResource() {
    answers.will(200, token("a", Instant.now().plusSeconds(3600)));
    answers.will(200, token("b", Instant.now().plusSeconds(3600)));
    ManagedIdentity identity = identity(null);
    assertEquals("a", identity.token(STORAGE).text());
    assertEquals("a", identity.token(STORAGE).text());
    assertEquals("b", identity.token("https://management.azure.com/").text());
    assertEquals(2, answers.asked().size());
  }

  @Test
  void aTokenNearItsEndServesOnWhileTheIdentityIsAway() {
    answers.will(200, token("old", Instant.now().plusSeconds(120)));
    answers.will(503, "");
    answers.will(200, token("new", Instant.now().plusSeconds(3600)));
    ManagedIdentity identity = identity(null);
    assertEquals("old", identity.token(STORAGE).text());
    assertEquals("old", identity.token(STORAGE).text());
    assertEquals("new", identity.token(STORAGE).text());
  }

  @Test
  void aRefusalNamesTheResourceAndNothingSecret() {
    answers.will(400, "{\"message\":\"no such identity\"}");
    String message =
        assertThrows(IllegalStateException.class, () -> identity(null).token(STORAGE)).getMessage();
    assertTrue(message.contains(STORAGE) && message.contains("400"), message);
    assertFalse(message.contains("sesame"), message);
  }

  @Test
  void anAnswerThatIsNoTokenIsTroubleInPassing() {
    for (String text :
        new String[] {
          "",
          "<html>",
          "{}",
          "{\"access_token\":\"a\"}",
          "[1]",
          "{\"access_token\":\"a\",\"expires_on\":\"soon\"}",
          "{\"expires_on\":\"1\"}"
        }) {
      answers.will(200, text);
      assertThrows(UncheckedIOException.class, () -> identity(null).token(STORAGE), text);
    }
  }

  @Test
  void anAppWithoutIdentityIsToldSo() {
    ManagedIdentity none = ManagedIdentity.of(Map.of(), null);
    String message =
        assertThrows(IllegalStateException.class, () -> none.token(STORAGE)).getMessage();
    assertTrue(message.contains("IDENTITY_ENDPOINT"), message);
  }

  @Test
  void theAzureSdkAsksForTheResourceOfAScope() {
    Instant ends = Instant.now().plusSeconds(3600);
    answers.will(200, token("abc", ends));
    var token =
        new IdentityCredential(identity(null))
            .getTokenSync(
                new TokenRequestContext().addScopes("https://management.azure.com/.default"));
    assertEquals("abc", token.getToken());
    assertEquals(ends.getEpochSecond(), token.getExpiresAt().toEpochSecond());
    assertTrue(answers.asked().getFirst().endsWith("resource=https%3A%2F%2Fmanagement.azure.com"));
  }

  @Test
  void aTokenIsNotShownByAccident() {
    assertFalse(new ManagedIdentity.Token("abc", Instant.EPOCH).toString().contains("abc"));
  }
}
