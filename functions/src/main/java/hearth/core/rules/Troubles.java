package hearth.core.rules;

import hearth.core.Ending;
import hearth.core.event.MachineEvent;
import hearth.core.event.Trouble;
import hearth.core.fleet.AnnouncementPolicy;
import hearth.core.note.Note;
import hearth.core.state.Draft;
import java.util.regex.Pattern;

/**
 * What follows from trouble on a machine. A step that is tried again is only shown: the phase's
 * limit bounds it. What the game noticed is told, and it goes on. What is over ends the session,
 * through the agent while it still has something to save.
 */
final class Troubles {
  /** How many different ones of a session are told: a game can think of any number. */
  private static final int MOST = 3;

  /** What makes two lines of one failure different: times, counts, coordinates. */
  private static final Pattern VARYING = Pattern.compile("[0-9]+");

  private Troubles() {}

  static void take(Draft d, MachineEvent event, long known) {
    Trouble trouble = event.trouble();
    if (trouble == null) {
      return;
    }
    switch (trouble.kind()) {
      case RETRYING -> {}
      case NOTICED -> {
        if (trouble.seq() > known && d.life.phase().hasMachine()) {
          noticed(d, trouble.detail() == null ? "?" : trouble.detail());
        }
      }
      case OVER -> over(d, event);
    }
  }

  private static void noticed(Draft d, String detail) {
    String key =
        "noticed " + Integer.toHexString(VARYING.matcher(detail).replaceAll("").hashCode());
    long told = d.telling.told().stream().filter(one -> one.startsWith("noticed ")).count();
    if (!d.isTold(key) && told < MOST) {
      d.tellOperatorOnce(key, new Note.Noticed(detail));
      d.tell(AnnouncementPolicy.Kind.WARNING, new Note.Noticed(detail));
    }
  }

  /** The agent is saving what can be saved; the report that follows says how that ended. */
  private static void over(Draft d, MachineEvent event) {
    boolean ended = event.game().phase() == MachineEvent.GamePhase.STOPPED;
    if (ended || event.evicting()) {
      return;
    }
    switch (d.life.phase()) {
      case ALLOCATING, BOOTING, LOADING, RUNNING -> {
        d.session().ending(ending(event));
        MachineLifecycle.end(d);
      }
      case SAVING, DEALLOCATING, STOPPED -> {}
    }
  }

  /** Why a session ends whose game is over. */
  static Ending ending(MachineEvent event) {
    Trouble trouble = event.trouble();
    String why =
        trouble != null && trouble.kind() == Trouble.Kind.OVER ? trouble.detail() : event.detail();
    return new Ending(Ending.Cause.FAILED, null, event.game().saved(), why);
  }
}
