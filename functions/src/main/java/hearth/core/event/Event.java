package hearth.core.event;

import hearth.core.Command;
import hearth.core.history.HistoryRow;
import hearth.core.note.CostLine;
import hearth.core.note.ServerLine;
import java.util.List;

/** An event that concerns one server. */
public sealed interface Event
    permits Event.Asked, Event.Forgotten, Event.Ticked, Event.Swept, Event.Poisoned, MachineEvent {

  /**
   * A person asked for something.
   *
   * @param command what was asked
   * @param others for {@code status} of all servers: how the others stand
   * @param past for {@code history}: the sessions before
   * @param forgotten for {@code forget}: how many rows of the guild's history were theirs
   * @param costs what the servers cost, where that was asked for
   */
  record Asked(
      Command command,
      List<ServerLine> others,
      List<HistoryRow.OfSession> past,
      int forgotten,
      List<CostLine> costs)
      implements Event {
    /** Of anything but {@code forget} and {@code cost}. */
    public Asked(Command command, List<ServerLine> others, List<HistoryRow.OfSession> past) {
      this(command, others, past, 0, List.of());
    }
  }

  /**
   * Somebody asked another server of the guild to be forgotten.
   *
   * @param user their Discord id
   */
  record Forgotten(String user) implements Event {}

  /**
   * A tick came round.
   *
   * @param n its number; any but the state's own is dropped
   */
  record Ticked(long n) implements Event {}

  /**
   * A message was given up: it failed too often.
   *
   * @param queue which queue's
   * @param message the message's id
   * @param command what a person asked for with it, or null
   */
  record Poisoned(String queue, String message, Command command) implements Event {}

  /** The sweep passes: look at the world, whatever the state says. */
  record Swept() implements Event {}
}
