package hearth.core;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The one table of commands, in the order that people see: the word in Discord and in messages,
 * whether it changes something, who may use it where nothing is configured, who answers, and its
 * options. The wording files have {@code command-}, {@code help-} and {@code do-} with each word.
 *
 * <p>Words alone: a waiting user would pay for more classes.
 */
public enum CommandName {
  /** Light the server. */
  START("start", true, "nobody", Answers.RULES, "server for newest"),
  /** Save and stop it. */
  STOP("stop", true, "nobody", Answers.RULES, "server force"),
  /** End the game and begin it again on the same machine. */
  RESTART("restart", true, "stop", Answers.RULES, "server"),
  /** Tell how it stands; changes nothing. */
  STATUS("status", false, "everyone", Answers.RULES, "server"),
  /** Tell who is on. */
  PLAYERS("players", false, "everyone", Answers.RULES, "server"),
  /** Put the automatic stop off. */
  EXTEND("extend", true, "start", Answers.RULES, "server by"),
  /** Say something inside the game. */
  SAY("say", true, "start", Answers.RULES, "text server"),
  /** Tell of the sessions before. */
  HISTORY("history", false, "everyone", Answers.RULES_WITH_HISTORY, "server"),
  /** Tell what a month cost. */
  COST("cost", false, "history", Answers.RULES_WITH_COSTS, "server month"),
  /** Tell how to join. */
  CONNECT("connect", false, "start", Answers.RULES, "server"),
  /** Have a backup of the running world made. */
  BACKUP_CREATE("backup-create", true, "stop", Answers.RULES, "server"),
  /** Take whoever asks out of the history; the servers go on as they are. */
  FORGET("forget", false, "everyone", Answers.RULES_OF_GUILD, ""),
  /** Explain the commands. */
  HELP("help", false, "everyone", Answers.DOOR, "");

  /** The module that answers. */
  public enum Answers {
    /** At once, in the interactions function, from the settings alone; everybody may ask. */
    DOOR,
    /** By the rules, from the server's state. */
    RULES,
    /** By the rules, which are given the last sessions as well. */
    RULES_WITH_HISTORY,
    /** By the rules, which are given what the month cost as well. */
    RULES_WITH_COSTS,
    /** By the rules, for all of the guild's servers at once; everybody may ask. */
    RULES_OF_GUILD
  }

  private final String word;
  private final boolean acts;
  private final String usual;
  private final Answers answers;
  private final String options;

  CommandName(String word, boolean acts, String usual, Answers answers, String options) {
    this.word = word;
    this.acts = acts;
    this.usual = usual;
    this.answers = answers;
    this.options = options;
  }

  /** Its name in the settings and in the queue message: a group and a subcommand have a hyphen. */
  public String word() {
    return word;
  }

  /** The subcommands that it is one of, or null. */
  public @Nullable String group() {
    int hyphen = word.indexOf('-');
    return hyphen < 0 ? null : word.substring(0, hyphen);
  }

  /** The subcommand's name in Discord, inside its group. */
  public String subcommand() {
    return word.substring(word.indexOf('-') + 1);
  }

  /** As people type it behind the root command. */
  public String typed() {
    return word.replace('-', ' ');
  }

  /** Whether it changes something; all others are answered to the person alone. */
  public boolean acts() {
    return acts;
  }

  /** The module that answers. */
  public Answers answers() {
    return answers;
  }

  /** Whether it is of one server, whose settings say who may use it. */
  public boolean isOfServer() {
    return answers != Answers.DOOR && answers != Answers.RULES_OF_GUILD;
  }

  /** Its options in Discord's order, required ones first. */
  public List<String> options() {
    return options.isEmpty() ? List.of() : List.of(options.split(" ", -1));
  }

  /** Whether it answers for all of the guild's servers where none is named. */
  public boolean answersForAll() {
    return this == STATUS || this == COST;
  }

  /**
   * The people who may use it where nothing is configured: {@code everyone}, {@code nobody}, or the
   * word of another command, whose users may.
   */
  public String usual() {
    return usual;
  }

  /** The command of that name, or null. */
  public static @Nullable CommandName of(String word) {
    for (CommandName name : values()) {
      if (name.word.equals(word)) {
        return name;
      }
    }
    return null;
  }
}
