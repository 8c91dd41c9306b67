package hearth.discord;

import hearth.core.CommandName;
import hearth.core.Ending;
import hearth.core.Note;
import hearth.core.Phase;
import hearth.core.Server;

/**
 * All that people read, in one language: one class a language, and what one of them lacks does not
 * compile. Names are escaped in here; what is returned is Discord's Markdown.
 */
interface Wording {

  /** The headings of the session message. */
  enum Label {
    /** Where to join. */
    ADDRESS,
    /** The game's join code. */
    JOIN_CODE,
    /** Who is on. */
    PLAYERS,
    /** When it stops by itself. */
    STOPS,
    /** What happened last. */
    LATELY
  }

  /** The wording for a reader's locale, such as {@code en-GB}; English where there is none. */
  static Wording in(String locale) {
    // The next language is told apart here, by the part before the hyphen.
    return English.WORDING;
  }

  /** What a note says. */
  String note(Server server, Note note);

  /** Where a server is, in a few words. */
  String phase(Phase phase);

  /** What the boot is at, in a few words; a step that is not known is shown as it is. */
  String step(String step);

  /** Who started it and when, for the session message; {@code by} is escaped, or null. */
  String startedBy(String by, String when);

  /** How a session ended, for the session message. */
  String ended(Ending ending, String when);

  /** A heading. */
  String label(Label label);

  /** So many players; null where that is not known. */
  String players(Integer count);

  /** So many more than are listed. */
  String more(int count);

  /** A refusal: commands and types that Hearth does not know. */
  String unknownCommand();

  /** A refusal: a direct message, or an app that a person installed for himself. */
  String outsideGuild();

  /** A refusal: the command belongs to another application. */
  String otherApplication();

  /** A refusal: this guild has no server. */
  String noServers();

  /** A question: several servers, and none was named. */
  String whichServer(String names);

  /** A refusal: no server of that name; {@code typed} is escaped. */
  String noSuchServer(String typed, String names);

  /**
   * A refusal: this person may not.
   *
   * @param title the server, escaped
   * @param who mentions of those who may; empty where nobody was named
   */
  String notAllowed(CommandName command, String title, String who);
}
