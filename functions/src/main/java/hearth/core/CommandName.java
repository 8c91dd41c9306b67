package hearth.core;

/** What a person can ask for. */
public enum CommandName {
  /** Light the server. */
  START("start", true),
  /** Save and stop it. */
  STOP("stop", true),
  /** End the game and begin it again on the same machine. */
  RESTART("restart", true),
  /** Put the automatic stop off. */
  EXTEND("extend", true),
  /** Say something inside the game. */
  SAY("say", true),
  /** Tell how it stands; changes nothing. */
  STATUS("status", false),
  /** Tell who is on. */
  PLAYERS("players", false),
  /** Tell how to join. */
  CONNECT("connect", false),
  /** Tell of the sessions before. */
  HISTORY("history", false),
  /** Explain the commands. */
  HELP("help", false);

  private final String word;
  private final boolean acts;

  CommandName(String word, boolean acts) {
    this.word = word;
    this.acts = acts;
  }

  /** The subcommand's name in Discord and in the queue message. */
  public String word() {
    return word;
  }

  /** Whether it changes something; all others are answered to the person alone. */
  public boolean acts() {
    return acts;
  }

  /** The command of that name, or null. */
  public static CommandName of(String word) {
    for (CommandName name : values()) {
      if (name.word.equals(word)) {
        return name;
      }
    }
    return null;
  }
}
