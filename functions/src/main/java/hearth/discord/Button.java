package hearth.discord;

import hearth.core.CommandName;
import hearth.core.Options;

/**
 * The purpose of a button of ours. Its {@code custom_id} says it as {@code command:server:session};
 * Discord brings it back as it is, and nobody vouches for it. One that says {@code start} is for
 * the next start, and for the newest version of the game.
 *
 * @param command what it asks for
 * @param server of which server
 * @param session the session it was shown for
 */
public record Button(CommandName command, String server, long session) {
  private static final int AN_HOUR = 60;

  /** The most digits of a session's number. */
  private static final int LONGEST_NUMBER = 15;

  /** The button of that id, or null where it is none of ours. */
  public static Button read(String customId) {
    int first = customId.indexOf(':');
    int second = customId.indexOf(':', first + 1);
    if (first < 0 || second < 0) {
      return null;
    }
    CommandName command = CommandName.of(customId.substring(0, first));
    boolean known =
        command == CommandName.START
            || command == CommandName.STOP
            || command == CommandName.EXTEND
            || command == CommandName.STATUS;
    long session = number(customId, second + 1);
    return known && session > 0
        ? new Button(command, customId.substring(first + 1, second), session)
        : null;
  }

  private static long number(String text, int from) {
    long number = 0;
    for (int i = from; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c < '0' || c > '9' || i - from >= LONGEST_NUMBER) {
        return 0;
      }
      number = number * 10 + (c - '0');
    }
    return number;
  }

  /** The {@code custom_id} that Discord sends back. */
  public String customId() {
    return command.word() + ":" + server + ":" + session;
  }

  public Options options() {
    return new Options(command == CommandName.EXTEND ? AN_HOUR : 0, false, null, session)
        .newest(command == CommandName.START);
  }
}
