package hearth.core;

import java.util.List;

/** What can happen to a server. */
public sealed interface Event permits Event.Asked, Event.Ticked, Event.Swept, MachineEvent {

  /**
   * A person asked for something.
   *
   * @param command what was asked
   * @param others for {@code status} of all servers: how the others stand
   */
  record Asked(Command command, List<ServerLine> others) implements Event {}

  /**
   * A tick came round.
   *
   * @param n its number; any but the state's own is dropped
   */
  record Ticked(long n) implements Event {}

  /** The sweep passes: look at the world, whatever the state says. */
  record Swept() implements Event {}
}
