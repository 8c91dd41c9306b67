package hearth.local.discord.model;

import com.fasterxml.jackson.databind.node.ObjectNode;
import hearth.local.http.Json;
import hearth.local.http.Reply;
import java.time.Duration;

/** Discord's refusals that the app can meet. */
public enum DiscordError {
  UNAUTHORIZED(401, 0, "401: Unauthorized"),
  NO_ROUTE(404, 0, "404: Not Found"),
  BAD_REQUEST(400, 0, "400: Bad Request"),
  INVALID_JSON(400, 50109, "The request body contains invalid JSON."),
  UNKNOWN_CHANNEL(404, 10003, "Unknown Channel"),
  THREAD_EXISTS(400, 160004, "A thread has already been created for this message"),
  UNKNOWN_GUILD(404, 10004, "Unknown Guild"),
  UNKNOWN_MEMBER(404, 10007, "Unknown Member"),
  UNKNOWN_MESSAGE(404, 10008, "Unknown Message"),
  UNKNOWN_WEBHOOK(404, 10015, "Unknown Webhook"),
  MISSING_ACCESS(403, 50001, "Missing Access"),
  EMPTY_MESSAGE(400, 50006, "Cannot send an empty message"),
  MISSING_PERMISSIONS(403, 50013, "Missing Permissions"),
  INVALID_TOKEN(401, 50027, "Invalid Webhook Token");

  private final int status;
  private final int code;
  private final String message;

  DiscordError(int status, int code, String message) {
    this.status = status;
    this.code = code;
    this.message = message;
  }

  public Reply reply() {
    return Reply.json(status, Json.object().put("message", message).put("code", code));
  }

  /** 50035 with the path to each mistake. */
  public static Reply invalid(ObjectNode errors) {
    ObjectNode body = Json.object().put("message", "Invalid Form Body").put("code", 50035);
    body.set("errors", errors);
    return Reply.json(400, body);
  }

  public static Reply tooMany(Duration wait, String scope) {
    double seconds = wait.toMillis() / 1000.0;
    ObjectNode body =
        Json.object()
            .put("message", "You are being rate limited.")
            .put("retry_after", seconds)
            .put("global", scope.equals("global"));
    return Reply.json(429, body)
        .with("Retry-After", Long.toString((long) Math.ceil(seconds)))
        .with("X-RateLimit-Scope", scope);
  }

  public static Reply commanded(int status, Duration wait) {
    return status == 429
        ? tooMany(wait, "user")
        : Reply.json(status, Json.object().put("message", "commanded").put("code", 0));
  }
}
