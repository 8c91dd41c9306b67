package hearth.core.history;

import hearth.core.CommandName;
import hearth.core.Ending;
import hearth.core.Options;
import hearth.core.User;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One line of a server's history, saved together with the state that it follows from, so that it is
 * written once or not at all.
 */
public sealed interface HistoryRow {

  /** When it happened: what {@link #key} sorts by. */
  Instant at();

  /**
   * Its place in the server's partition: newest first, and the same however often it is written.
   */
  String key();

  /**
   * The same without that person's name, id and words, or this very row where nothing is theirs.
   */
  HistoryRow without(String user);

  /**
   * A session that ended.
   *
   * @param number counts the server's sessions from 1
   * @param startedBy who asked, or null for a machine that was found running
   * @param startedAt when
   * @param endedAt when its last machine was gone
   * @param ending why it ended
   * @param placements the scale sets and sizes it was started on, in order
   * @param tally what was counted meanwhile
   */
  record OfSession(
      long number,
      @Nullable User startedBy,
      Instant startedAt,
      Instant endedAt,
      Ending ending,
      List<String> placements,
      Tally tally)
      implements HistoryRow {
    @Override
    public Instant at() {
      return startedAt;
    }

    @Override
    public HistoryRow without(String user) {
      boolean started = startedBy != null && startedBy.id().equals(user);
      Ending end = ending.without(user);
      return started || !end.equals(ending)
          ? new OfSession(
              number,
              started ? User.FORGOTTEN : startedBy,
              startedAt,
              endedAt,
              end,
              placements,
              tally)
          : this;
    }

    @Override
    public String key() {
      return SESSIONS + newestFirst(startedAt) + "-" + number;
    }
  }

  /**
   * Something that was asked for and carried out.
   *
   * @param interaction its identity
   * @param user who
   * @param command what
   * @param options what else was said
   * @param at when
   */
  record OfCommand(String interaction, User user, CommandName command, Options options, Instant at)
      implements HistoryRow {
    @Override
    public HistoryRow without(String asker) {
      return user.id().equals(asker)
          ? new OfCommand(interaction, User.FORGOTTEN, command, options.withoutWords(), at)
          : this;
    }

    @Override
    public String key() {
      return COMMANDS + newestFirst(at) + "-" + interaction;
    }
  }

  /** The prefix of sessions' keys. */
  String SESSIONS = "session-";

  /** The prefix of commands' keys. */
  String COMMANDS = "command-";

  /** A text that sorts later times before earlier ones. */
  static String newestFirst(Instant at) {
    return String.format("%013d", 9_999_999_999_999L - at.toEpochMilli());
  }
}
