package hearth.bench.obvious;

import com.azure.storage.queue.QueueClient;
import com.azure.storage.queue.QueueClientBuilder;
import com.azure.storage.queue.QueueMessageEncoding;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.microsoft.azure.functions.ExecutionContext;
import com.microsoft.azure.functions.HttpMethod;
import com.microsoft.azure.functions.HttpRequestMessage;
import com.microsoft.azure.functions.HttpResponseMessage;
import com.microsoft.azure.functions.HttpStatus;
import com.microsoft.azure.functions.annotation.AuthorizationLevel;
import com.microsoft.azure.functions.annotation.FunctionName;
import com.microsoft.azure.functions.annotation.HttpTrigger;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.bouncycastle.crypto.params.Ed25519PublicKeyParameters;
import org.bouncycastle.crypto.signers.Ed25519Signer;

/**
 * Verifies with BouncyCastle, binds the body with databind, and sends the message with the Azure
 * SDK before it answers.
 */
public final class Obvious {
  private static final ObjectMapper JSON =
      new ObjectMapper().disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);
  private static final Ed25519PublicKeyParameters KEY =
      new Ed25519PublicKeyParameters(
          HexFormat.of().parseHex(System.getenv("DISCORD_PUBLIC_KEY")), 0);
  private static final QueueClient QUEUE =
      new QueueClientBuilder()
          .connectionString(System.getenv("BENCH_STORAGE"))
          .queueName("obvious")
          .messageEncoding(QueueMessageEncoding.BASE64)
          .buildClient();

  record Interaction(
      int type, String id, String token, String guild_id, Member member, Data data) {}

  record Member(User user, List<String> roles) {}

  record User(String id, String username) {}

  record Data(String name, List<Choice> options) {}

  record Choice(String name, Object value, List<Choice> options) {}

  /** Answers one interaction. */
  @FunctionName("obvious")
  public HttpResponseMessage obvious(
      @HttpTrigger(
              name = "request",
              methods = HttpMethod.POST,
              authLevel = AuthorizationLevel.ANONYMOUS,
              route = "obvious")
          HttpRequestMessage<Optional<String>> request,
      ExecutionContext context)
      throws JsonProcessingException {
    String body = request.getBody().orElse("");
    if (!isSigned(request.getHeaders(), body)) {
      return request.createResponseBuilder(HttpStatus.UNAUTHORIZED).build();
    }
    return request
        .createResponseBuilder(HttpStatus.OK)
        .header("Content-Type", "application/json")
        .body(JSON.writeValueAsString(answer(JSON.readValue(body, Interaction.class))))
        .build();
  }

  private static boolean isSigned(Map<String, String> headers, String body) {
    byte[] message = (headers.get("x-signature-timestamp") + body).getBytes(StandardCharsets.UTF_8);
    Ed25519Signer verifier = new Ed25519Signer();
    verifier.init(false, KEY);
    verifier.update(message, 0, message.length);
    return verifier.verifySignature(HexFormat.of().parseHex(headers.get("x-signature-ed25519")));
  }

  private static Map<String, Object> answer(Interaction asked) throws JsonProcessingException {
    return switch (asked.type()) {
      case 1 -> Map.of("type", 1);
      case 2 -> {
        QUEUE.sendMessage(JSON.writeValueAsString(asked));
        yield Map.of("type", 5);
      }
      default ->
          Map.of(
              "type",
              8,
              "data",
              Map.of("choices", List.of(Map.of("name", "Valheim", "value", "valheim"))));
    };
  }
}
