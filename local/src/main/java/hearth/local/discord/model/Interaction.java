package hearth.local.discord.model;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;

/**
 * The facts by which a sent interaction can be answered.
 *
 * @param type Discord's: 1 ping, 2 command, 3 component, 4 autocomplete, 5 modal
 * @param message the message whose component was used; empty for a command
 * @param at when it was sent; its token ends some time later
 */
public record Interaction(
    int type,
    String id,
    String token,
    String application,
    String channel,
    String user,
    String message,
    Instant at) {

  /** The interaction that this JSON is, sent at {@code at}. */
  public static Interaction of(ObjectNode json, Instant at) {
    return new Interaction(
        json.path("type").asInt(),
        json.path("id").asText(),
        json.path("token").asText(),
        json.path("application_id").asText(),
        json.path("channel_id").asText(),
        json.at("/member/user/id").asText(),
        json.at("/message/id").asText(),
        at);
  }
}
