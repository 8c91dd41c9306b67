package hearth.discord;

import hearth.core.Command;

/**
 * What the door answers.
 *
 * @param status the HTTP status
 * @param body JSON, or a few words where the caller is not Discord
 * @param command what is to be carried out, or null
 */
public record Answer(int status, String body, Command command) {

  static Answer json(String body) {
    return new Answer(200, body, null);
  }

  static Answer refusal(int status, String words) {
    return new Answer(status, words, null);
  }
}
