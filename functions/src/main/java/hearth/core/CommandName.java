package hearth.core;

/** What a person can ask for. */
public enum CommandName {
  /** Light the server. */
  START("start"),
  /** Save and stop it. */
  STOP("stop"),
  /** Tell how it stands; changes nothing. */
  STATUS("status");

  private final String word;

  CommandName(String word) {
    this.word = word;
  }

  /** The subcommand's name in Discord and in the queue message. */
  public String word() {
    return word;
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
