package hearth.setup.kept;

import hearth.core.Command;
import hearth.core.CommandName;
import hearth.core.Options;
import hearth.core.Snowflake;
import hearth.discord.wording.Text;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * A message that was given up.
 *
 * @param queue the queue that it was once given to
 * @param id its id where it is kept; on the queue that it came from it had another
 * @param since when it was put aside
 */
record KeptMessage(String queue, String id, Instant since, Content content) {

  /** Its id and its words. */
  String line() {
    return id + "  " + words();
  }

  /** One line for a person; neither token nor MAC is in it. */
  String words() {
    return switch (content) {
      case Content.Asked asked ->
          "asked %s by user %s: %s"
              .formatted(
                  seconds(Snowflake.time(asked.command().interaction())),
                  asked.command().user().id(),
                  wish(asked.command()));
      case Content.Ticked tick ->
          "kept " + seconds(since) + ": Hearth's own note to look at " + tick.server() + " again";
      case Content.Reported report ->
          "reported %s by %s, generation %d: %s"
              .formatted(
                  report.at() == null ? "at no time" : seconds(report.at()),
                  report.server(),
                  report.generation(),
                  report.type());
      case Content.Unreadable odd ->
          "kept %s: not understood, %s (%d characters)"
              .formatted(seconds(since), odd.why(), odd.length());
    };
  }

  /** The command as it might be typed. */
  static String wish(Command command) {
    Options options = command.options();
    StringBuilder words = new StringBuilder(command.name().typed()).append(' ');
    words.append(command.server() == null ? "of all servers" : command.server());
    if (options.minutes() > 0) {
      words.append(command.name() == CommandName.EXTEND ? " by " : " for ");
      words.append(options.minutes()).append(" minutes");
    }
    if (options.until() != null) {
      words.append(" until ").append(seconds(options.until()));
    }
    if (options.force()) {
      words.append(", without waiting for the save");
    }
    if (options.newest()) {
      words.append(", with the newest version");
    }
    if (options.text() != null) {
      words.append(" \"").append(Text.line(options.text(), Options.LONGEST_TEXT)).append('"');
    }
    if (options.session() > 0) {
      words.append(", by a button of session ").append(options.session());
    }
    return words.toString();
  }

  private static String seconds(Instant time) {
    return time.truncatedTo(ChronoUnit.SECONDS).toString();
  }
}
