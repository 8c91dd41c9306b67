package hearth.core.state;

import hearth.core.Options;
import hearth.core.Phase;
import hearth.core.note.Note;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What somebody who starts the server is told of how it stands. */
public final class Standing {
  private Standing() {}

  /** It is on its way up. */
  public static Note lighting(Draft d) {
    return new Note.Lighting(
        phase(d), d.placing.step(), d.placing.retrying() != null, seconds(d.session().until()));
  }

  /** It can be joined. */
  public static Note upFor(Draft d) {
    return new Note.UpFor(d.address(), d.joinCode(), seconds(d.session().until()));
  }

  /** It is on already, and keeps its time whatever this start says of another. */
  public static Note alreadyOn(Draft d, Options asked) {
    if (phase(d) != Phase.RUNNING && d.tally.lost() > 0) {
      return new Note.Relit(phase(d), asked.hasLength());
    }
    return new Note.AlreadyOn(
        d.session().startedBy(),
        phase(d),
        d.address(),
        d.joinCode(),
        asked.hasLength(),
        asked.hasLength() ? stops(d) : 0);
  }

  private static long stops(Draft d) {
    AutomaticStop stop = AutomaticStop.next(d.server, d.state());
    return seconds(stop == null ? d.session().until() : stop.at());
  }

  /**
   * It will be lit again once it has stopped.
   *
   * @param asked what another start said that came later, or null for the one that waits
   */
  public static Note again(Draft d, @Nullable Options asked) {
    Options with = d.orders.againWith() == null ? Options.NONE : d.orders.againWith();
    return new Note.AgainAfterwards(
        d.orders.again(),
        with.minutes(),
        seconds(with.until()),
        asked != null && asked.hasLength());
  }

  /** A machine that is given back so that another can be lit is none that ends the session. */
  private static Phase phase(Draft d) {
    boolean another = d.life.phase() == Phase.DEALLOCATING && d.placing.relight();
    return another ? Phase.ALLOCATING : d.life.phase();
  }

  private static long seconds(@Nullable Instant at) {
    return at == null ? 0 : at.getEpochSecond();
  }
}
