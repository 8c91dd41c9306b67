package hearth.core.state;

import hearth.core.Newer;
import hearth.core.Phase;
import hearth.core.StartTime;
import hearth.core.StartTimes;
import hearth.core.fleet.Server;
import hearth.core.note.ServerLine;
import hearth.core.wanted.Hostname;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A state as people see it. */
public final class Views {
  /** The number of past starts from which the usual time is taken: it soon follows a change. */
  private static final int USUAL = 5;

  private Views() {}

  /** The session message's content, or null before the first session. */
  public static @Nullable SessionView session(Server server, State state) {
    Session s = state.session();
    if (s == null) {
      return null;
    }
    Life life = state.life();
    return new SessionView(
        s.number(),
        new SessionView.Progress(
            life.phase(),
            life.since(),
            s.placing().step(),
            s.placing().fetched(),
            s.placing().retrying() != null,
            usually(state, s)),
        new SessionView.Start(s.startedBy(), s.startedAt()),
        new SessionView.Access(address(server, state), joinCode(state)),
        state.players().roster(),
        state.players().count(),
        stopsAt(server, state),
        s.ending() == null || s.endedAt() == null
            ? null
            : new SessionView.End(s.ending(), s.endedAt()),
        spending(server, state, s),
        s.telling().recent());
  }

  static SessionView.Spending spending(Server server, State state, Session session) {
    Machine machine = state.machine();
    return new SessionView.Spending(
        session.tally().cost(),
        machine == null ? 0 : Budget.price(server, session),
        machine == null ? null : machine.litAt(),
        null);
  }

  /** A line for {@code status}. */
  public static ServerLine line(Server server, State state) {
    Newer newer = state.memory().newer();
    return new ServerLine(
        server.title(),
        state.life().phase(),
        state.life().phase() == Phase.RUNNING ? address(server, state) : null,
        state.players().count(),
        state.life().since().getEpochSecond(),
        version(state),
        newer == null ? null : newer.version(),
        state.memory().takeNewest() || (newer != null && newer.when() == Newer.When.NEXT),
        StartTimes.of(state.memory().lastStarts()));
  }

  private static @Nullable String version(State state) {
    return state.session() != null && state.life().phase() == Phase.RUNNING
        ? state.session().tally().version()
        : null;
  }

  private static @Nullable String address(Server server, State state) {
    return address(server, state.machine(), state.azure().hostname());
  }

  private static @Nullable String joinCode(State state) {
    return state.machine() == null ? null : state.machine().joinCode();
  }

  private static @Nullable Instant stopsAt(Server server, State state) {
    AutomaticStop stop = AutomaticStop.next(server, state);
    return stop == null ? null : stop.at();
  }

  /** Another machine begins anew what the lost one had reached. */
  private static @Nullable Instant usually(State state, Session session) {
    long seconds = usualSeconds(state);
    Machine machine = state.machine();
    Instant from =
        session.tally().lost() > 0 && machine != null && machine.litAt() != null
            ? machine.litAt()
            : session.startedAt();
    Instant at = from.plusSeconds(seconds);
    return seconds > 0 && at.isAfter(state.life().since()) ? at : null;
  }

  /** The middle one of the last few starts' times, or 0 where there was none. */
  private static long usualSeconds(State state) {
    List<StartTime> all = state.memory().lastStarts();
    int count = Math.min(USUAL, all.size());
    if (count == 0) {
      return 0;
    }
    // At every event, so without the summary that people ask for.
    long[] seconds = new long[count];
    for (int i = 0; i < count; i++) {
      seconds[i] = all.get(all.size() - count + i).seconds();
    }
    Arrays.sort(seconds);
    return seconds[count / 2];
  }

  /** The address that players type: the stable name once it points here, else the machine's own. */
  static @Nullable String address(
      Server server, @Nullable Machine machine, @Nullable Hostname hostname) {
    if (machine == null || machine.address() == null) {
      return null;
    }
    boolean named =
        server.stableName() != null
            && hostname != null
            && hostname.isDone()
            && hostname.address().equals(machine.address());
    return (named ? server.stableName().host() : machine.address()) + ":" + server.port();
  }
}
