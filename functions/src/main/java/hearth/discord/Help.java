package hearth.discord;

import hearth.core.CommandName;

/** The help text: a line for each command. */
final class Help {
  private Help() {}

  static String in(String locale, String root) {
    Wording wording = Wording.in(locale);
    StringBuilder text = new StringBuilder(wording.say(Phrase.HELP_HEAD));
    for (CommandName command : CommandName.values()) {
      if (command.answers() != CommandName.Answers.DOOR) {
        text.append("\n`/")
            .append(root)
            .append(' ')
            .append(command.word())
            .append("` ")
            .append(wording.help(command));
      }
    }
    return text.toString();
  }
}
