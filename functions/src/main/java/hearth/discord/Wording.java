package hearth.discord;

import hearth.core.Ending;
import hearth.core.Note;
import hearth.core.Phase;
import hearth.core.Server;
import hearth.core.ServerLine;
import hearth.core.User;
import java.util.Locale;

/** Every word that a person reads, but for what the door says at once. */
final class Wording {
  private static final int NAME = 64;

  private Wording() {}

  /** What a note says of a server. */
  static String of(Server server, Note note) {
    String title = "**" + server.title() + "**";
    return switch (note) {
      case Note.Lighting n -> title + " is lighting up: " + progress(n.phase(), n.step()) + ".";
      case Note.UpFor n -> title + " is ready at `" + n.address() + "`" + code(n.joinCode()) + ".";
      case Note.AlreadyOn n -> alreadyOn(title, n);
      case Note.AgainAfterwards n ->
          title
              + " is being saved. It will be lit again right afterwards, as "
              + name(n.by())
              + " asked.";
      case Note.CameToNothing n -> title + " did not come up: " + why(n.ending()) + ".";
      case Note.Stopping n -> title + stopping(n.phase());
      case Note.HasStopped n ->
          title + " is " + saved(n.saved()) + ", after " + minutes(n.minutes()) + ".";
      case Note.AlreadyStopping n -> title + " is stopping already: " + why(n.ending()) + ".";
      case Note.NotOn n -> title + " is not running.";
      case Note.Status n -> status(n);
      case Note.TooManyStarts n ->
          "You have started "
              + title
              + " "
              + n.perHour()
              + " times within an hour. Try again a little later.";
      case Note.TooLate n ->
          name(n.user())
              + ": `"
              + n.command().word()
              + "` for "
              + title
              + " came too late to be carried out. Please ask again.";
      case Note.ForUser n -> name(n.user()) + ": " + of(server, n.note());
      case Note.Ready n -> title + " is ready at `" + n.address() + "`" + code(n.joinCode()) + ".";
      case Note.Joined n -> name(n.name()) + " joined " + title + ".";
      case Note.Left n -> name(n.name()) + " left " + title + ".";
      case Note.Stopped n -> stopped(title, n);
      case Note.TryingElsewhere n ->
          "Azure has no room for "
              + title
              + " ("
              + n.size()
              + ", "
              + Markdown.name(n.code(), 60)
              + "). Trying the next place.";
      case Note.Evicted n -> evicted(title, n);
      case Note.IdleWarning n ->
          (n.neverJoined() ? "Nobody has joined " : "Nobody is on ")
              + title
              + ". It stops in "
              + minutes(n.minutesLeft())
              + " unless somebody joins.";
      case Note.TimeLimitWarning n ->
          title + " reaches its time limit in " + minutes(n.minutesLeft()) + ".";
      case Note.StaysOn n -> title + " stays on.";
      case Note.RegularPrice n ->
          "No spot machine was to be had for "
              + title
              + ": "
              + n.size()
              + " runs at the regular price"
              + price(n.pricePerHour())
              + ".";
      case Note.Folded n -> "… and " + n.count() + " more things happened on " + title + ".";
      case Note.AzureRefused n ->
          title
              + ": Azure refuses `"
              + n.scaleSet()
              + "`: "
              + Markdown.name(n.code(), 60)
              + " "
              + Markdown.name(n.message(), 300);
      case Note.Foreign n ->
          title
              + ": a machine is running in `"
              + n.scaleSet()
              + "` that Hearth did not start; "
              + (n.adopted() ? "it was taken over." : "it is not wanted.");
      case Note.Silent n ->
          title
              + ": the machine in `"
              + n.scaleSet()
              + "` runs, but its agent has been silent for "
              + minutes(n.minutes())
              + ". Nothing is done by itself.";
      case Note.Stuck n ->
          title
              + ": the machine in `"
              + n.scaleSet()
              + "` has not gone away for "
              + minutes(n.minutes())
              + ".";
      case Note.Drift n ->
          title
              + ": no line of the game's log was understood for long. Its format may have changed.";
      case Note.ChannelRefused n ->
          title
              + ": Discord refuses the channel "
              + n.channel()
              + ": "
              + Markdown.name(n.why(), 200);
    };
  }

  private static String alreadyOn(String title, Note.AlreadyOn n) {
    String by = n.by() == null ? "Somebody" : name(n.by());
    String start = by + " already started " + title;
    return n.phase() == Phase.RUNNING && n.address() != null
        ? start + ": ready at `" + n.address() + "`" + code(n.joinCode()) + "."
        : start + ": " + progress(n.phase(), null) + ".";
  }

  private static String stopping(Phase phase) {
    return phase == Phase.SAVING
        ? " is saving its world and stopping …"
        : " is stopping: its machine is given back …";
  }

  private static String stopped(String title, Note.Stopped n) {
    Ending ending = n.ending();
    String words =
        ending.cause() == Ending.Cause.ASKED || ending.saved() != null
            ? " is " + saved(ending.saved())
            : " is off";
    String peak = n.peak() == 0 ? "" : ", at most " + n.peak() + " on";
    return title + words + " after " + minutes(n.minutes()) + peak + ": " + why(ending) + ".";
  }

  private static String saved(Boolean saved) {
    if (saved == null) {
      return "stopped";
    }
    return saved ? "saved and stopped" : "stopped, but no save was confirmed";
  }

  private static String evicted(String title, Note.Evicted n) {
    String begin =
        n.announced()
            ? "Azure is taking the machine back from " + title
            : "The machine of " + title + " vanished";
    String world =
        n.saved() == null
            ? ""
            : n.saved() ? "; the world was saved first" : "; no save was confirmed";
    return begin + world + "." + (n.relighting() ? " Lighting another one." : "");
  }

  /** Why a session ended, as the rest of a sentence. */
  static String why(Ending ending) {
    return switch (ending.cause()) {
      case ASKED -> ending.by() == null ? "somebody asked" : name(ending.by()) + " asked";
      case IDLE -> "nobody was on";
      case NEVER_JOINED -> "nobody joined";
      case TIME_LIMIT -> "its time was over";
      case CEILING -> "nothing showed that anybody was on";
      case NO_ROOM -> "Azure has no room for it right now";
      case REFUSED -> "Azure refused; the operator has to mend it" + detail(ending);
      case TIMEOUT -> "it took too long to come up" + detail(ending);
      case FAILED -> "the game ended by itself" + detail(ending);
      case EVICTED -> "Azure took its machine too often";
      case FOREIGN -> "its machine was not started by Hearth";
    };
  }

  private static String detail(Ending ending) {
    return ending.detail() == null ? "" : " (" + Markdown.name(ending.detail(), 200) + ")";
  }

  /** How far it is, as the rest of a sentence. */
  static String progress(Phase phase, String step) {
    return switch (phase) {
      case STOPPED -> "it is off";
      case ALLOCATING -> "asking Azure for a machine";
      case BOOTING -> "the machine boots" + (step == null ? "" : " (" + step + ")");
      case LOADING -> "the world is loading";
      case RUNNING -> "it is running";
      case SAVING -> "the world is being saved";
      case DEALLOCATING -> "the machine is given back";
    };
  }

  private static String status(Note.Status status) {
    StringBuilder text = new StringBuilder();
    for (ServerLine line : status.lines()) {
      text.append(text.isEmpty() ? "" : "\n").append("**").append(line.title()).append("**: ");
      text.append(progress(line.phase(), null));
      if (line.address() != null) {
        text.append(" at `").append(line.address()).append('`');
      }
      if (line.phase() == Phase.RUNNING) {
        text.append(", ").append(on(line.count()));
      }
      if (line.since() > 0) {
        text.append(", since <t:").append(line.since()).append(":R>");
      }
    }
    return text.toString();
  }

  static String on(Integer count) {
    if (count == null) {
      return "nobody knows how many are on";
    }
    return count == 0 ? "nobody is on" : count == 1 ? "1 is on" : count + " are on";
  }

  static String name(User user) {
    return name(user.name());
  }

  static String name(String name) {
    return Markdown.name(name, NAME);
  }

  private static String code(String joinCode) {
    return joinCode == null ? "" : ", join code `" + joinCode + "`";
  }

  private static String minutes(long minutes) {
    return minutes == 1 ? "1 minute" : minutes + " minutes";
  }

  private static String price(double perHour) {
    return perHour <= 0 ? "" : String.format(Locale.ROOT, " (%.3f USD an hour)", perHour);
  }
}
