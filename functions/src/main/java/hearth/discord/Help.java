package hearth.discord;

import hearth.core.CommandName;

/** What the commands do, a line each. */
final class Help {
  private Help() {}

  static String in(String locale, String root) {
    Wording wording = Wording.in(locale);
    StringBuilder text = new StringBuilder(wording.say(Phrase.HELP_HEAD));
    for (CommandName command : CommandName.values()) {
      Phrase phrase = phrase(command);
      if (phrase != null) {
        text.append("\n`/")
            .append(root)
            .append(' ')
            .append(command.word())
            .append("` ")
            .append(wording.say(phrase));
      }
    }
    return text.toString();
  }

  private static Phrase phrase(CommandName command) {
    return switch (command) {
      case START -> Phrase.HELP_START;
      case STOP -> Phrase.HELP_STOP;
      case RESTART -> Phrase.HELP_RESTART;
      case EXTEND -> Phrase.HELP_EXTEND;
      case SAY -> Phrase.HELP_SAY;
      case STATUS -> Phrase.HELP_STATUS;
      case PLAYERS -> Phrase.HELP_PLAYERS;
      case CONNECT -> Phrase.HELP_CONNECT;
      case HISTORY -> Phrase.HELP_HISTORY;
      case HELP -> null;
    };
  }
}
