package hearth.discord;

import hearth.core.CommandName;
import hearth.core.Ending;
import hearth.core.Note;
import hearth.core.Phase;
import hearth.core.Server;
import hearth.core.ServerLine;
import hearth.core.User;
import java.util.List;
import java.util.Locale;

/** English. */
final class English implements Wording {
  static final Wording WORDING = new English();

  private English() {}

  @Override
  public String note(Server server, Note note) {
    String it = "**" + Text.escape(server.title()) + "**";
    return switch (note) {
      case Note.Lighting n -> it + ": " + phase(n.phase()) + at(n.step()) + " …";
      case Note.UpFor n -> it + " is " + ready(n.address(), n.joinCode()) + ".";
      case Note.AlreadyOn n -> alreadyOn(it, n);
      case Note.AgainAfterwards n ->
          it + " is stopping just now. It will be started again right afterwards" + asked(n.by());
      case Note.CameToNothing n -> it + " did not start: " + why(n.ending()) + ".";
      case Note.Stopping n -> it + " is being stopped: " + phase(n.phase()) + " …";
      case Note.HasStopped n ->
          it + " " + stopped(n.saved()) + " after " + length(n.minutes()) + ".";
      case Note.AlreadyStopping n -> it + " is stopping already" + because(n.ending()) + ".";
      case Note.NotOn n -> it + " is not on: there is nothing to stop.";
      case Note.Overtaken n ->
          it + " was stopped after you asked for it. Start it again if you still want it.";
      case Note.Status n -> status(n.lines());
      case Note.TooManyStarts n ->
          "You started " + it + " " + times(n.perHour()) + " within an hour. Please wait a while.";
      case Note.TooLate n ->
          name(n.user())
              + ": your `"
              + n.command().word()
              + "` of "
              + it
              + " reached me too late to"
              + " be carried out. Please ask again.";
      case Note.ForUser n -> name(n.user()) + ": " + note(server, n.note());
      case Note.Ready n -> it + " is " + ready(n.address(), n.joinCode()) + ".";
      case Note.Joined n -> Text.escape(n.name()) + " joined " + it + ".";
      case Note.Left n -> Text.escape(n.name()) + " left " + it + ".";
      case Note.Stopped n -> ended(it, n);
      case Note.TryingElsewhere n ->
          it
              + ": Azure has no room for "
              + Text.code(n.size())
              + " just now ("
              + Text.escape(n.code())
              + "). Trying the next place.";
      case Note.Evicted n -> evicted(it, n);
      case Note.IdleWarning n ->
          it
              + (n.neverJoined() ? ": nobody has joined yet" : ": nobody is on")
              + ". It stops in "
              + length(n.minutesLeft())
              + " unless somebody joins.";
      case Note.TimeLimitWarning n ->
          it + " stops in " + length(n.minutesLeft()) + ": its time for this session is over then.";
      case Note.StaysOn n -> it + " stays on: somebody is there.";
      case Note.RegularPrice n ->
          it
              + " runs at the regular price this time ("
              + Text.code(n.size())
              + price(n.pricePerHour())
              + ").";
      case Note.Folded n -> it + ": " + n.count() + " more things happened in the meantime.";
      case Note.AzureRefused n ->
          it + ": Azure refused " + Text.code(n.scaleSet()) + ": " + detail(n.code(), n.message());
      case Note.Foreign n ->
          it
              + ": a machine that I did not ask for is in "
              + Text.code(n.scaleSet())
              + ". "
              + (n.adopted() ? "I take it over." : "I give it back.");
      case Note.Silent n ->
          it
              + ": the machine in "
              + Text.code(n.scaleSet())
              + " runs, but its agent has been silent"
              + " for "
              + length(n.minutes())
              + ".";
      case Note.Stuck n ->
          it
              + ": the machine in "
              + Text.code(n.scaleSet())
              + " does not go away ("
              + phase(n.phase())
              + " for "
              + length(n.minutes())
              + "). Please look at it in Azure.";
      case Note.Drift n ->
          it + ": I no longer understand the game's log. An update may have changed it.";
      case Note.ChannelRefused n ->
          it
              + ": Discord refuses the channel <#"
              + Text.escape(n.channel())
              + ">: "
              + Text.escape(n.why());
    };
  }

  @Override
  public String phase(Phase phase) {
    return switch (phase) {
      case STOPPED -> "stopped";
      case ALLOCATING -> "looking for a machine";
      case BOOTING -> "the machine is booting";
      case LOADING -> "the world is loading";
      case RUNNING -> "ready";
      case SAVING -> "saving the world";
      case DEALLOCATING -> "giving the machine back";
    };
  }

  @Override
  public String step(String step) {
    return Text.escape(step.replace('-', ' '));
  }

  @Override
  public String startedBy(String by, String when) {
    return by == null ? "Found running " + when : "Started by " + by + " " + when;
  }

  @Override
  public String ended(Ending ending, String when) {
    return "Ended " + when + ": " + why(ending) + saved(ending.saved());
  }

  @Override
  public String label(Label label) {
    return switch (label) {
      case ADDRESS -> "Address";
      case JOIN_CODE -> "Join code";
      case PLAYERS -> "Players";
      case STOPS -> "Stops by itself";
      case LATELY -> "Lately";
    };
  }

  @Override
  public String players(Integer count) {
    if (count == null) {
      return "unknown";
    }
    return count == 0 ? "nobody is on" : count == 1 ? "1 player" : count + " players";
  }

  @Override
  public String more(int count) {
    return "… and " + count + " more";
  }

  @Override
  public String unknownCommand() {
    return "I do not know that command. It may be new or gone: try again in a minute.";
  }

  @Override
  public String outsideGuild() {
    return "I only answer in a Discord server that I was added to, not in private.";
  }

  @Override
  public String otherApplication() {
    return "This command belongs to another application. Please tell whoever set me up.";
  }

  @Override
  public String noServers() {
    return "No game server is set up for this Discord server.";
  }

  @Override
  public String whichServer(String names) {
    return "Which one? Please choose a server: " + names + ".";
  }

  @Override
  public String noSuchServer(String typed, String names) {
    return "There is no server called " + typed + " here. There is: " + names + ".";
  }

  @Override
  public String notAllowed(CommandName command, String title, String who) {
    String what =
        switch (command) {
          case START -> "start";
          case STOP -> "stop";
          case STATUS -> "look at";
        };
    return who.isEmpty()
        ? "Nobody may " + what + " **" + title + "** from here: the settings name no one."
        : "You may not " + what + " **" + title + "**. Those who may: " + who + ".";
  }

  private String alreadyOn(String it, Note.AlreadyOn n) {
    String by = n.by() == null ? " is on already: " : " was started by " + name(n.by()) + ": ";
    return it
        + by
        + (n.address() == null ? phase(n.phase()) : ready(n.address(), n.joinCode()))
        + ".";
  }

  private String status(List<ServerLine> lines) {
    if (lines.isEmpty()) {
      return noServers();
    }
    StringBuilder status = new StringBuilder();
    for (ServerLine line : lines) {
      status.append(status.isEmpty() ? "" : "\n").append(line(line));
    }
    return status.toString();
  }

  private String line(ServerLine line) {
    String text = "**" + Text.escape(line.title()) + "**: ";
    text += line.address() == null ? phase(line.phase()) : ready(line.address(), null);
    if (line.phase() == Phase.RUNNING) {
      text += ", players: " + players(line.count());
    }
    return line.since() == 0 ? text : text + ", since <t:" + line.since() + ":R>";
  }

  private static String ended(String it, Note.Stopped n) {
    String peak = n.peak() == 0 ? "" : ", with " + n.peak() + " on at the most";
    return it
        + " "
        + stopped(n.ending().saved())
        + " after "
        + length(n.minutes())
        + peak
        + ": "
        + why(n.ending())
        + ".";
  }

  private static String evicted(String it, Note.Evicted n) {
    return it
        + (n.announced() ? ": Azure takes the machine back" : ": the machine vanished")
        + saved(n.saved())
        + (n.relighting() ? ". Lighting another one." : ". It stays off.");
  }

  private static String why(Ending ending) {
    String why =
        switch (ending.cause()) {
          case ASKED -> ending.by() == null ? "asked to" : "asked by " + name(ending.by());
          case IDLE -> "nobody was on";
          case NEVER_JOINED -> "nobody joined";
          case TIME_LIMIT -> "the session's time was over";
          case CEILING -> "nothing showed for very long that anybody was on";
          case NO_ROOM -> "Azure has no room for it anywhere";
          case REFUSED -> "Azure refused it; the operator has to look";
          case TIMEOUT -> "it did not come up in time";
          case FAILED -> "the game failed";
          case EVICTED -> "Azure took its machine too often";
          case FOREIGN -> "its machine was not mine";
        };
    return ending.detail() == null ? why : why + " (" + Text.escape(ending.detail()) + ")";
  }

  private static String because(Ending ending) {
    return ending == null ? "" : " (" + why(ending) + ")";
  }

  private static String stopped(Boolean saved) {
    if (saved == null) {
      return "stopped";
    }
    return saved ? "saved and stopped" : "stopped, but no save was confirmed,";
  }

  private static String saved(Boolean saved) {
    if (saved == null) {
      return "";
    }
    return saved ? "; the world was saved" : "; no save was confirmed";
  }

  private static String ready(String address, String joinCode) {
    String code = joinCode == null ? "" : ", join code " + Text.code(joinCode);
    return "ready at " + Text.code(address) + code;
  }

  private String at(String step) {
    return step == null ? "" : " (" + step(step) + ")";
  }

  private static String asked(User by) {
    return by == null ? "." : ", as " + name(by) + " asked.";
  }

  private static String detail(String code, String message) {
    return Text.code(code) + (message == null ? "" : " " + Text.escape(message));
  }

  private static String price(double perHour) {
    return perHour == 0 ? "" : String.format(Locale.ROOT, ", $%.3f an hour", perHour);
  }

  private static String name(User user) {
    return Text.escape(user.name());
  }

  private static String times(int count) {
    return count == 1 ? "once" : count + " times";
  }

  private static String length(long minutes) {
    long hours = minutes / 60;
    long rest = minutes % 60;
    return hours == 0 ? rest + " min" : rest == 0 ? hours + " h" : hours + " h " + rest + " min";
  }
}
