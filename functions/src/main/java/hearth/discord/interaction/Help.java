package hearth.discord.interaction;

import hearth.core.CommandName;
import hearth.discord.wording.Phrase;
import hearth.discord.wording.Wording;

/** The help text: a line for each command. */
public final class Help {
  private Help() {}

  public static String in(String locale, String root) {
    Wording wording = Wording.in(locale);
    StringBuilder text = new StringBuilder(wording.say(Phrase.HELP_HEAD));
    for (CommandName command : CommandName.values()) {
      if (command.answers() != CommandName.Answers.DOOR) {
        text.append("\n`/")
            .append(root)
            .append(' ')
            .append(command.typed())
            .append("` ")
            .append(wording.help(command));
      }
    }
    return text.toString();
  }
}
