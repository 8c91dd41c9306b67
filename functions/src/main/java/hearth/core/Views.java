package hearth.core;

/** What people see of a state. */
public final class Views {
  private Views() {}

  /** The session message's content, or null before the first session. */
  public static SessionView session(Server server, State state) {
    Session s = state.session();
    if (s == null) {
      return null;
    }
    return new SessionView(
        state.phase(),
        state.since(),
        s.step(),
        s.startedBy(),
        s.startedAt(),
        address(server, state),
        state.machine() == null ? null : state.machine().joinCode(),
        state.players().roster(),
        state.players().count(),
        Idleness.stopsAt(server, state.phase(), state.players()),
        s.ending(),
        s.endedAt(),
        s.recent());
  }

  /** A line for {@code status}. */
  public static ServerLine line(Server server, State state) {
    return new ServerLine(
        server.title(),
        state.phase(),
        state.phase() == Phase.RUNNING ? address(server, state) : null,
        state.players().count(),
        state.since().getEpochSecond());
  }

  private static String address(Server server, State state) {
    Machine machine = state.machine();
    return machine == null || machine.address() == null
        ? null
        : machine.address() + ":" + server.port();
  }
}
