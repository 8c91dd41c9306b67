package hearth.local.identity;

import com.fasterxml.jackson.databind.node.ObjectNode;
import hearth.local.http.Json;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;

/** Access tokens that look like Entra's: three parts, the right claims, signed by nobody. */
final class AccessTokens {
  private AccessTokens() {}

  /** The answer both token services give: the token and, in epoch seconds, when it ends. */
  static ObjectNode answer(
      String tenant, String clientId, String resource, Instant now, Duration lifetime) {
    Instant ends = now.plus(lifetime);
    return Json.object()
        .put("access_token", jwt(tenant, clientId, resource, now, ends))
        .put("expires_on", Long.toString(ends.getEpochSecond()))
        .put("resource", resource)
        .put("token_type", "Bearer")
        .put("client_id", clientId);
  }

  private static String jwt(
      String tenant, String clientId, String resource, Instant now, Instant ends) {
    ObjectNode header = Json.object().put("typ", "JWT").put("alg", "RS256").put("kid", "local");
    ObjectNode claims =
        Json.object()
            .put("aud", resource)
            .put("iss", "https://sts.windows.net/" + tenant + "/")
            .put("iat", now.getEpochSecond())
            .put("nbf", now.minusSeconds(60).getEpochSecond())
            .put("exp", ends.getEpochSecond())
            .put("appid", clientId)
            .put("oid", clientId)
            .put("tid", tenant)
            .put("ver", "1.0");
    return part(Json.text(header)) + "." + part(Json.text(claims)) + "." + part("unsigned");
  }

  private static String part(String text) {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }
}
