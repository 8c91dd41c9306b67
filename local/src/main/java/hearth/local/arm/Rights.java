package hearth.local.arm;

import com.fasterxml.jackson.databind.JsonNode;
import hearth.local.http.Json;
import hearth.local.http.Request;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Which identity may do what, as Azure checks it: a request needs an action, and a write that names
 * resources of others needs an action on each of these. Tokens of the local identity service carry
 * their identity's id; whoever comes with another token is the operator of the local run, an Owner.
 */
final class Rights {
  /** Of the identity service's tokens, unless another's are asked for. */
  static final String APP = "00000000-0000-0000-0000-00000000cafe";

  private final Map<String, Set<String>> granted = new ConcurrentHashMap<>();

  Rights() {
    granted.put(APP, role());
  }

  /** The actions of the app's role, from the list that the templates make it of. */
  static Set<String> role() {
    try (InputStream list = Rights.class.getResourceAsStream("actions.json")) {
      String text = new String(list.readAllBytes(), StandardCharsets.UTF_8);
      Set<String> actions = new LinkedHashSet<>();
      for (JsonNode call : Json.parse(text).orElseThrow()) {
        call.path("actions").forEach(action -> actions.add(action.asText()));
      }
      return Set.copyOf(actions);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** From now on this identity may do these and nothing else. */
  void grant(String identity, Set<String> actions) {
    granted.put(identity, Set.copyOf(actions));
  }

  /** Azure's refusal where the caller lacks one of the actions, the request's own first. */
  Optional<ArmError> refusal(Request request, List<String> needed) {
    Optional<String> identity = identity(request);
    if (identity.isEmpty()) {
      return Optional.empty();
    }
    Set<String> may = granted.getOrDefault(identity.get(), Set.of());
    return needed.stream()
        .filter(action -> !may.contains(action))
        .findFirst()
        .map(
            action ->
                ArmError.of(
                    action.equals(needed.getFirst())
                        ? "AuthorizationFailed"
                        : "LinkedAuthorizationFailed",
                    "The client '%1$s' with object id '%1$s' does not have authorization to perform action '%2$s' over scope '%3$s' or the scope is invalid."
                        .formatted(identity.get(), action, request.path())));
  }

  /** Whose token it is, if it is one of the identity service's. */
  private static Optional<String> identity(Request request) {
    String[] parts = request.header("Authorization").orElse("").split("\\.", -1);
    if (parts.length != 3) {
      return Optional.empty();
    }
    try {
      String claims = new String(Base64.getUrlDecoder().decode(parts[1]), StandardCharsets.UTF_8);
      return Json.parse(claims).map(json -> json.path("appid").asText());
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}
