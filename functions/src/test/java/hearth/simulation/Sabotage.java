package hearth.simulation;

import hearth.core.event.Event;
import hearth.core.event.MachineEvent;
import hearth.core.port.StateStore.Versioned;
import hearth.core.state.State;
import hearth.core.state.Twists;
import hearth.core.wanted.InboxMessage;

/** Something done wrong on purpose: the simulation must notice each of these. */
enum Sabotage {
  /** Everything is as it should be. */
  NONE,
  /** The store takes every write, whatever it was made from. */
  LAST_WRITER_WINS,
  /** Nobody sees that somebody else delivers. */
  LEASE_UNSEEN,
  /** Each attempt to post has a nonce of its own. */
  NEW_NONCE_EACH_TIME,
  /** A count that is not known is read as nobody, and the agent is not asked to look again. */
  UNKNOWN_IS_ZERO,
  /** A capacity is written without looking at the set's ETag. */
  BLIND_CAPACITY,
  /** What an old machine reports passes for the present one's. */
  ANY_GENERATION,
  /** A scale set lights one more than it was asked for. */
  OVERPROVISION,
  /** A command's interaction id is not remembered. */
  COMMANDS_FORGOTTEN,
  /** That the machine is to go is only read from the one report that was made of it. */
  NOTICE_SAID_ONCE,
  /** A look takes a message out of its queue before it is handled. */
  LOOK_DELETES_FIRST;

  /** Whether a message is gone from its queue while it is still to be handled. */
  boolean deletesBeforeHandling(MessageQueue.Taker taker) {
    return this == LOOK_DELETES_FIRST && taker == MessageQueue.Taker.LOOK;
  }

  /** What a host finds in the store. */
  Versioned found(Versioned found) {
    return switch (this) {
      case LEASE_UNSEEN -> with(found, Twists.withoutLease(Simulation.SERVER, found.state()));
      case COMMANDS_FORGOTTEN ->
          with(found, Twists.withNothingSeen(Simulation.SERVER, found.state()));
      default -> found;
    };
  }

  private static Versioned with(Versioned found, State state) {
    return new Versioned(state, found.etag(), found.unknown());
  }

  /** What a host is handed. */
  Event handed(Event event, State state) {
    if (!(event instanceof MachineEvent e)) {
      return event;
    }
    return switch (this) {
      case UNKNOWN_IS_ZERO ->
          e.presence().count() == null ? with(e, e.source().generation(), 0, e.evicting()) : e;
      case ANY_GENERATION -> with(e, state.life().generation(), e.presence().count(), e.evicting());
      case NOTICE_SAID_ONCE -> with(e, e.source().generation(), e.presence().count(), false);
      default -> e;
    };
  }

  /** What the agent is sent. */
  InboxMessage sent(InboxMessage message) {
    return this != UNKNOWN_IS_ZERO
        ? message
        : new InboxMessage(
            message.id(),
            message.generation(),
            message.type(),
            false,
            message.text(),
            message.expires(),
            message.notBefore());
  }

  private static MachineEvent with(
      MachineEvent e, long generation, Integer count, boolean evicting) {
    return new MachineEvent(
        new MachineEvent.Source(
            e.source().server(), generation, e.source().epoch(), e.source().seq()),
        e.type(),
        new MachineEvent.Game(
            e.game().phase(), e.game().step(), e.game().joinCode(), e.game().saved()),
        new MachineEvent.Presence(e.presence().roster(), count, e.presence().transitions()),
        evicting,
        e.answers(),
        e.detail(),
        e.backup());
  }
}
