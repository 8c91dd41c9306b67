package hearth.discord.interaction;

import hearth.core.Command;

/**
 * The answer to one request.
 *
 * @param status the HTTP status
 * @param body JSON for Discord where the status is 200, else a few words
 * @param command what is to be put on the queue, or null
 */
public record Answer(int status, String body, Command command) {
  /** Whether the body is JSON. */
  public boolean isJson() {
    return status == 200;
  }

  /** Whether the request was turned away as not Discord's. */
  public boolean isRejected() {
    return status != 200;
  }
}
