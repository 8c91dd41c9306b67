package hearth.core;

import hearth.core.MachineEvent.GamePhase;
import hearth.core.ScaleSetView.Instance;
import hearth.core.ScaleSetView.Operation;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;

/** A state and what happens to it, one line after the other: for tests of the rules. */
final class Story {
  static final User ADA = new User("1", "Ada");
  static final User BEN = new User("2", "Ben");
  static final Server SERVER =
      Servers.server(
          "valheim",
          "Valheim",
          "10",
          "20",
          List.of(
              new Placement("set-a", "Standard_D2as_v5", true, 0.02),
              new Placement("set-b", "Standard_D2s_v5", true, 0.02),
              new Placement("set-r", "Standard_D2as_v5", false, 0.1)),
          Servers.everyone(),
          Limits.DEFAULT);

  Server server = SERVER;
  State state = State.NEW;
  Instant now = Instant.parse("2026-11-20T20:00:00Z");
  private long commands;
  private long seq;

  /** A server that is joinable at 203.0.113.7. */
  static Story running() {
    return running(SERVER);
  }

  /** The same with other settings. */
  static Story running(Server server) {
    return of(server)
        .asks(ADA, CommandName.START)
        .begun()
        .sees("set-a", 1, "vm-1")
        .reports(MachineEvent.Type.READY, GamePhase.RUNNING, 0);
  }

  static Story of(Server server) {
    Story story = new Story();
    story.server = server;
    return story;
  }

  Story asks(User who, CommandName what) {
    commands++;
    return asks(who, what, now, Long.toString(idAt(now) + commands));
  }

  Story asks(User who, CommandName what, Options options) {
    commands++;
    return asks(who, what, options, now, Long.toString(idAt(now) + commands));
  }

  Story asks(User who, CommandName what, Instant when, String id) {
    return asks(who, what, Options.NONE, when, id);
  }

  private Story asks(User who, CommandName what, Options options, Instant when, String id) {
    Command command =
        new Command(id, "9", "token", "10", "20", who, "", what, "valheim", options, when);
    return happens(new Event.Asked(command, List.of(), List.of()));
  }

  static long idAt(Instant when) {
    return (when.toEpochMilli() - 1_420_070_400_000L) << 22;
  }

  /** Azure takes the capacity that is wanted. */
  Story begun() {
    state =
        Rules.after(
            server,
            state,
            new CapacityTarget.Set(state.scale(), "1", false),
            new Result.Done("operation"),
            now);
    return this;
  }

  Story refused(Result.Scaled result) {
    state =
        Rules.after(server, state, new CapacityTarget.Set(state.scale(), "1", false), result, now);
    return this;
  }

  Story sees(String set, int capacity, String... vms) {
    return sees(set, capacity, new Operation.Succeeded(), vms);
  }

  Story sees(String set, int capacity, Operation operation, String... vms) {
    List<Instance> instances =
        java.util.Arrays.stream(vms).map(vm -> new Instance(vm, "203.0.113.7")).toList();
    ScaleSetView view = new ScaleSetView(set, "2", capacity, true, instances, operation);
    state =
        Rules.after(
            server, state, new LookTarget.Look(set, "operation"), new Result.Looked(view), now);
    return this;
  }

  Story reports(MachineEvent.Type type, GamePhase phase, Integer count) {
    seq++;
    return reports(type, phase, count, state.generation(), 1, seq, null, List.of());
  }

  Story stopped(Boolean saved) {
    seq++;
    return reports(
        MachineEvent.Type.STOPPED,
        GamePhase.STOPPED,
        0,
        state.generation(),
        1,
        seq,
        saved,
        List.of());
  }

  Story evicting(Boolean saved) {
    seq++;
    return reports(
        MachineEvent.Type.EVICTING,
        GamePhase.SAVING,
        0,
        state.generation(),
        1,
        seq,
        saved,
        List.of());
  }

  Story joins(String name, long generation, long epoch, long number) {
    Transition join = new Transition(number, true, name, name, now);
    return reports(
        MachineEvent.Type.PLAYERS,
        GamePhase.RUNNING,
        1,
        generation,
        epoch,
        number,
        null,
        List.of(join));
  }

  private Story reports(
      MachineEvent.Type type,
      GamePhase phase,
      Integer count,
      long generation,
      long epoch,
      long number,
      Boolean saved,
      List<Transition> transitions) {
    seq = Math.max(seq, number);
    List<Player> roster =
        count == null
            ? null
            : java.util.stream.IntStream.range(0, count)
                .mapToObj(i -> new Player("p" + i, "p" + i, now))
                .toList();
    return happens(
        new MachineEvent(
            "valheim",
            generation,
            epoch,
            number,
            type,
            phase,
            null,
            roster,
            count,
            transitions,
            null,
            saved,
            false,
            state.session() == null ? null : state.session().saveMessage(),
            null));
  }

  Story happens(Event event) {
    state = Rules.after(server, state, event, now);
    return this;
  }

  /** A call was made and ended so. */
  @SuppressWarnings("unchecked") // Which result a test gives to which action is its own affair.
  Story does(Action<?> action, Result result) {
    state = Rules.after(server, state, (Action<Result>) action, result, now);
    return this;
  }

  /** What the lease's owner would do now, without having seen a scale set. */
  Action<?> next() {
    return Targets.next(server, state, Findings.NONE, now);
  }

  /** Everything due that is no look at Azure is delivered, and every look shows nothing new. */
  Story delivered() {
    for (Action<?> action = next(); action != null; action = next()) {
      does(
          action,
          action instanceof LookTarget.Look
              ? new Result.Later(Duration.ZERO, false)
              : new Result.Done("ref"));
    }
    return this;
  }

  /** The state with something changed that no event of a test could change so shortly. */
  Story twisted(Consumer<Draft> change) {
    Draft draft = new Draft(server, state, now);
    change.accept(draft);
    state = draft.state();
    return this;
  }

  /** A report of the present machine, the newest there is. */
  Report report(MachineEvent.Type type, GamePhase phase) {
    seq++;
    return new Report(type, phase, state.generation(), seq);
  }

  List<Note> toldOperator() {
    return state.announcements().stream()
        .filter(Announcement::toOperator)
        .map(Announcement::note)
        .toList();
  }

  <N extends Note> long count(Class<N> kind) {
    return told().stream().filter(kind::isInstance).count();
  }

  Story later(Duration time) {
    now = now.plus(time);
    return this;
  }

  /** Time passes with a heartbeat every minute, as a living agent gives. */
  Story minutes(int minutes, Integer count) {
    for (int i = 0; i < minutes; i++) {
      later(Duration.ofMinutes(1));
      reports(MachineEvent.Type.HEARTBEAT, GamePhase.RUNNING, count);
    }
    return this;
  }

  Note lastReply() {
    return state.replies().getLast().note();
  }

  List<Note> told() {
    return state.announcements().stream().map(Announcement::note).toList();
  }

  <N extends Note> N told(Class<N> kind) {
    return told().stream()
        .filter(kind::isInstance)
        .map(kind::cast)
        .reduce((a, b) -> b)
        .orElse(null);
  }
}
