package hearth.simulation;

import hearth.core.event.Condition;
import hearth.core.event.Event;
import hearth.core.event.MachineEvent;
import hearth.core.event.Presence;
import hearth.core.port.StateStore.Versioned;
import hearth.core.state.State;
import hearth.core.state.Twists;
import hearth.core.wanted.InboxMessage;
import java.util.List;

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
  /** What Discord refused once is never tried again. */
  REFUSED_FOR_EVER,
  /** An answer for one person is told in the channel when it cannot be given. */
  PRIVATE_IS_TOLD,
  /** A start that waits for a stop forgets how long it was to last. */
  LENGTH_FORGOTTEN,
  /** What one look shows is believed, whatever the machine itself says. */
  ONE_LOOK_DECIDES,
  /** Of two machines in a set the first is removed, whichever it is. */
  ANY_MACHINE_REMOVED,
  /** How long Discord wants to be left alone is forgotten. */
  WAIT_FORGOTTEN,
  /** How much a machine had told in the channel is forgotten. */
  PACE_FORGOTTEN,
  /** Whatever troubles a game is its end. */
  TROUBLE_IS_THE_END,
  /** The log's count decides, on both ends, whatever the other sources say. */
  LOG_DECIDES,
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
      case PRIVATE_IS_TOLD ->
          with(found, Twists.withNothingEphemeral(Simulation.SERVER, found.state()));
      case LENGTH_FORGOTTEN ->
          with(found, Twists.withoutAgainsLength(Simulation.SERVER, found.state()));
      case COMMANDS_FORGOTTEN ->
          with(found, Twists.withNothingSeen(Simulation.SERVER, found.state()));
      case ONE_LOOK_DECIDES ->
          with(found, Twists.withEveryDoubtOld(Simulation.SERVER, found.state()));
      case PACE_FORGOTTEN -> with(found, Twists.withoutPace(Simulation.SERVER, found.state()));
      case WAIT_FORGOTTEN -> with(found, Twists.withoutWaits(Simulation.SERVER, found.state()));
      default -> found;
    };
  }

  private static Versioned with(Versioned found, State state) {
    return new Versioned(state, found.etag(), found.unknown());
  }

  /** Which machine is removed instead. */
  String removed(String instance, List<Azure.Vm> running) {
    return this == ANY_MACHINE_REMOVED && !running.isEmpty() ? running.getFirst().id : instance;
  }

  /** What a host is handed. */
  Event handed(Event event, State state) {
    if (!(event instanceof MachineEvent e)) {
      return event;
    }
    return switch (this) {
      case UNKNOWN_IS_ZERO ->
          e.online().count() == null || isUnknown(e)
              ? with(e, e.source().generation(), 0, e.evicting(), Condition.NONE)
              : e;
      case ANY_GENERATION ->
          with(e, state.life().generation(), e.online().count(), e.evicting(), e.condition());
      case NOTICE_SAID_ONCE ->
          with(e, e.source().generation(), e.online().count(), false, e.condition());
      case TROUBLE_IS_THE_END -> e.trouble() == null ? e : ended(e);
      case LOG_DECIDES ->
          with(
              e,
              e.source().generation(),
              e.online().count(),
              e.evicting(),
              new Condition(e.condition().trouble(), null, null, null, null));
      default -> e;
    };
  }

  /** What the agent is sent. */
  InboxMessage sent(InboxMessage message) {
    return this != UNKNOWN_IS_ZERO && this != LOG_DECIDES
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

  private static boolean isUnknown(MachineEvent e) {
    Presence presence = e.condition().presence();
    return presence != null && presence.verdict() == Presence.Verdict.UNKNOWN;
  }

  private static MachineEvent ended(MachineEvent e) {
    return new MachineEvent(
        new MachineEvent.Source(
            e.source().server(), e.source().generation(), e.source().epoch(), e.source().seq()),
        MachineEvent.Type.FAILED,
        new MachineEvent.Game(
            MachineEvent.GamePhase.STOPPED, null, e.game().joinCode(), e.game().saved()),
        new MachineEvent.Online(e.online().roster(), e.online().count(), e.online().transitions()),
        e.evicting(),
        null,
        e.detail(),
        null,
        null);
  }

  private static MachineEvent with(
      MachineEvent e, long generation, Integer count, boolean evicting, Condition condition) {
    return new MachineEvent(
        new MachineEvent.Source(
            e.source().server(), generation, e.source().epoch(), e.source().seq()),
        e.type(),
        new MachineEvent.Game(
            e.game().phase(), e.game().step(), e.game().joinCode(), e.game().saved()),
        new MachineEvent.Online(e.online().roster(), count, e.online().transitions()),
        evicting,
        e.answers(),
        e.detail(),
        e.backup(),
        condition);
  }
}
