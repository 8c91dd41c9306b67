package hearth.discord.wording;

import hearth.core.CommandName;
import hearth.core.Cost;
import hearth.core.Ending;
import hearth.core.Fetched;
import hearth.core.Phase;
import hearth.core.User;
import hearth.core.fleet.Server;
import hearth.core.note.Note;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * All that people read, in one language. Names are escaped in here; what is returned is Discord's
 * Markdown.
 */
public final class Wording {

  /** The headings of the session message. */
  public enum Label {
    /** The address to join. */
    ADDRESS(Phrase.LABEL_ADDRESS),
    /** The game's join code. */
    JOIN_CODE(Phrase.LABEL_JOIN_CODE),
    /** The players who are on. */
    PLAYERS(Phrase.LABEL_PLAYERS),
    /** When it stops by itself. */
    STOPS(Phrase.LABEL_STOPS),
    /** Recent events. */
    LATELY(Phrase.LABEL_LATELY);

    private final Phrase phrase;

    Label(Phrase phrase) {
      this.phrase = phrase;
    }
  }

  private final Phrases phrases;

  private Wording(Phrases phrases) {
    this.phrases = phrases;
  }

  /** The wording for a reader's locale, such as {@code en-GB}; English where there is none. */
  public static Wording in(String locale) {
    return new Wording(Phrases.in(locale));
  }

  /** A phrase as it stands. */
  public String say(Phrase phrase, String... fills) {
    return phrases.say(phrase, fills);
  }

  /** The words of a note. */
  public String note(Server server, Note note) {
    return new Notes(this, server).say(note);
  }

  /** A server's phase in a few words. */
  public String phase(Phase phase) {
    return say(
        switch (phase) {
          case STOPPED -> Phrase.PHASE_STOPPED;
          case ALLOCATING -> Phrase.PHASE_ALLOCATING;
          case BOOTING -> Phrase.PHASE_BOOTING;
          case LOADING -> Phrase.PHASE_LOADING;
          case RUNNING -> Phrase.PHASE_RUNNING;
          case SAVING -> Phrase.PHASE_SAVING;
          case DEALLOCATING -> Phrase.PHASE_DEALLOCATING;
        });
  }

  /** The words for a boot step and how far it is. Empty where the step has no words. */
  public String step(String step, @Nullable Fetched fetched, boolean retrying) {
    String words = step(step, retrying);
    return words.isEmpty() || fetched == null || retrying ? words : words + ", " + fetched(fetched);
  }

  private String fetched(Fetched fetched) {
    String here = megabytes(fetched.bytes());
    if (fetched.isShareTelling()) {
      String percent = Long.toString((long) (100.0 * fetched.bytes() / fetched.ofBytes()));
      String all = megabytes(fetched.ofBytes());
      return say(Phrase.FETCHED_SHARE, "here", here, "all", all, "percent", percent);
    }
    return fetched.ofLayers() == 0
        ? say(Phrase.FETCHED, "here", here)
        : say(
            Phrase.FETCHED_LAYERS,
            "here",
            here,
            "layers",
            Integer.toString(fetched.layers()),
            "all",
            Integer.toString(fetched.ofLayers()));
  }

  private static String megabytes(long bytes) {
    return Long.toString(bytes / 1_000_000);
  }

  /** The words for a boot step. Empty where there is no step, or one that has no words here. */
  public String step(String step, boolean retrying) {
    Phrase phrase =
        switch (step == null ? "" : step) {
          case "agent" -> Phrase.STEP_AGENT;
          case "quiet" -> Phrase.STEP_QUIET;
          case "clock" -> Phrase.STEP_CLOCK;
          case "packages" -> Phrase.STEP_PACKAGES;
          case "world" -> Phrase.STEP_WORLD;
          case "world-wait" -> Phrase.STEP_WORLD_WAIT;
          case "image" -> Phrase.STEP_IMAGE;
          case "download" -> Phrase.STEP_DOWNLOAD;
          case "restore" -> Phrase.STEP_RESTORE;
          case "backup" -> Phrase.STEP_BACKUP;
          case "game" -> Phrase.STEP_GAME;
          default -> null;
        };
    String words = phrase == null ? "" : say(phrase);
    if (!retrying) {
      return words;
    }
    return words.isEmpty() ? say(Phrase.RETRYING) : words + ", " + say(Phrase.RETRYING);
  }

  /** The starter and the time, for the session message; {@code by} is escaped, or null. */
  public String startedBy(String by, String when) {
    return by == null
        ? say(Phrase.FOUND_RUNNING, "when", when)
        : say(Phrase.STARTED_BY, "by", by, "when", when);
  }

  /** A person's name, escaped; a word for whoever asked to be forgotten. */
  public String person(User user) {
    return user.isForgotten() ? say(Phrase.SOMEBODY) : Text.escape(user.name());
  }

  /** The end of a session, for the session message. */
  public String ended(Ending ending, String when) {
    return say(Phrase.ENDED, "when", when, "why", why(ending)) + saved(ending.saved());
  }

  /** A heading. */
  public String label(Label label) {
    return say(label.phrase);
  }

  /** So many players; null where that is not known. */
  public String players(Integer count) {
    if (count == null) {
      return say(Phrase.PLAYERS_UNKNOWN);
    }
    return switch (count) {
      case 0 -> say(Phrase.PLAYERS_NONE);
      case 1 -> say(Phrase.PLAYERS_ONE);
      default -> say(Phrase.PLAYERS_MANY, "count", count.toString());
    };
  }

  /** So many more than are listed. */
  public String more(int count) {
    return say(Phrase.MORE, "count", Integer.toString(count));
  }

  /** A time's length. */
  String length(long minutes) {
    String hours = Long.toString(minutes / 60);
    String rest = Long.toString(minutes % 60);
    if (minutes < 60) {
      return say(Phrase.LENGTH_MINUTES, "minutes", rest);
    }
    return minutes % 60 == 0
        ? say(Phrase.LENGTH_HOURS, "hours", hours)
        : say(Phrase.LENGTH_HOURS_MINUTES, "hours", hours, "minutes", rest);
  }

  /**
   * What machines cost, by an estimate; empty where nothing of it is known. Less than half a cent
   * is told as a cent: nothing is free.
   */
  public String cost(Cost cost) {
    if (!cost.isKnown()) {
      return "";
    }
    return say(
        cost.isPartial() ? Phrase.COST_AT_LEAST : Phrase.COST_ABOUT,
        "amount",
        dollars(Math.max(0.01, cost.dollars())));
  }

  /** The same, and a word for what nobody knows. */
  String costOrUnknown(Cost cost) {
    return cost.isKnown() || cost.unpricedSeconds() == 0
        ? say(
            cost.isPartial() ? Phrase.COST_AT_LEAST : Phrase.COST_ABOUT,
            "amount",
            dollars(cost.dollars()))
        : say(Phrase.COST_UNKNOWN);
  }

  /** US dollars and cents. */
  static String dollars(double amount) {
    return String.format(Locale.ROOT, "$%.2f", amount);
  }

  /** So many bytes, in whole units. */
  String size(long bytes) {
    if (bytes < 1_000_000) {
      return say(Phrase.SIZE_KB, "size", Long.toString((bytes + 999) / 1000));
    }
    return bytes < 10_000_000_000L
        ? say(Phrase.SIZE_MB, "size", megabytes(bytes))
        : say(Phrase.SIZE_GB, "size", Long.toString(bytes / 1_000_000_000));
  }

  /** The address to join. */
  String ready(String address, String joinCode) {
    return joinCode == null
        ? say(Phrase.READY_AT, "address", Text.copy(address))
        : say(
            Phrase.READY_AT_WITH_CODE, "address", Text.copy(address), "code", Text.copy(joinCode));
  }

  /** Why a session ended. */
  String why(Ending ending) {
    String why =
        ending.by() == null
            ? cause(ending.cause())
            : say(Phrase.WHY_ASKED_BY, "by", person(ending.by()));
    return ending.detail() == null ? why : why + " (" + Text.sentence(ending.detail()) + ")";
  }

  /** A reason in a few words. */
  String cause(Ending.Cause cause) {
    return say(
        switch (cause) {
          case ASKED -> Phrase.WHY_ASKED;
          case IDLE -> Phrase.WHY_IDLE;
          case NEVER_JOINED -> Phrase.WHY_NEVER_JOINED;
          case TIME_LIMIT -> Phrase.WHY_TIME_LIMIT;
          case CEILING -> Phrase.WHY_CEILING;
          case NO_ROOM -> Phrase.WHY_NO_ROOM;
          case REFUSED -> Phrase.WHY_REFUSED;
          case TIMEOUT -> Phrase.WHY_TIMEOUT;
          case FAILED -> Phrase.WHY_FAILED;
          case EVICTED -> Phrase.WHY_EVICTED;
          case FOREIGN -> Phrase.WHY_FOREIGN;
        });
  }

  /** Whether the world was saved, as the end of a sentence; nothing where that is not known. */
  String saved(Boolean saved) {
    if (saved == null) {
      return "";
    }
    return say(saved ? Phrase.WORLD_SAVED : Phrase.NO_SAVE_CONFIRMED);
  }

  /**
   * A refusal: this person may not.
   *
   * @param title the server, escaped
   * @param who mentions of those who may; empty where nobody was named
   */
  public String notAllowed(CommandName command, String title, String who) {
    String what = phrases.say("do-" + command.word(), "it", "**" + title + "**");
    return who.isEmpty()
        ? say(Phrase.NOBODY_ALLOWED, "what", what)
        : say(Phrase.NOT_ALLOWED, "what", what, "who", who);
  }

  /** A command's line in the help. */
  public String help(CommandName command) {
    return phrases.say("help-" + command.word());
  }
}
