package hearth.core.delivery;

import hearth.core.Command;
import hearth.core.CommandName;
import hearth.core.Options;
import hearth.core.Player;
import hearth.core.ReplyAddress;
import hearth.core.User;
import hearth.core.event.Event;
import hearth.core.event.MachineEvent;
import hearth.core.event.MachineEvent.GamePhase;
import hearth.core.event.Transition;
import hearth.core.fleet.Limits;
import hearth.core.fleet.Placement;
import hearth.core.fleet.Server;
import hearth.core.fleet.Servers;
import hearth.core.history.HistoryRow;
import hearth.core.note.Note;
import hearth.core.port.Result;
import hearth.core.port.ScaleSetView;
import hearth.core.port.ScaleSetView.Instance;
import hearth.core.port.ScaleSetView.Operation;
import hearth.core.state.Draft;
import hearth.core.state.State;
import hearth.core.state.Step;
import hearth.core.wanted.Announcement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** A state and what happens to it, one line after the other: for tests of the rules. */
public final class Story {
  public static final User ADA = new User("1", "Ada");
  public static final User BEN = new User("2", "Ben");
  public static final Server SERVER =
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

  public Server server = SERVER;
  public State state = State.NEW;

  /** The history that all of it made. */
  public final List<HistoryRow> rows = new ArrayList<>();

  public Instant now = Instant.parse("2026-11-20T20:00:00Z");
  private long commands;
  private long seq;

  /** A server that is joinable at 203.0.113.7. */
  public static Story running() {
    return running(SERVER);
  }

  /** The same with other settings. */
  public static Story running(Server server) {
    return of(server)
        .asks(ADA, CommandName.START)
        .begun()
        .sees("set-a", 1, "vm-1")
        .reports(MachineEvent.Type.READY, GamePhase.RUNNING, 0);
  }

  public static Story of(Server server) {
    Story story = new Story();
    story.server = server;
    return story;
  }

  public Story asks(User who, CommandName what) {
    commands++;
    return asks(who, what, now, Long.toString(idAt(now) + commands));
  }

  public Story asks(User who, CommandName what, Options options) {
    commands++;
    return asks(who, what, options, now, Long.toString(idAt(now) + commands));
  }

  public Story asks(User who, CommandName what, Instant when, String id) {
    return asks(who, what, Options.NONE, when, id);
  }

  public Story asks(User who, CommandName what, Options options, Instant when, String id) {
    Command command =
        new Command(
            new ReplyAddress(id, "9", "token", "20", who, "", null, false),
            "10",
            what,
            "valheim",
            options,
            when);
    return happens(new Event.Asked(command, List.of(), List.of()));
  }

  public static long idAt(Instant when) {
    return (when.toEpochMilli() - 1_420_070_400_000L) << 22;
  }

  /** Azure takes the capacity that is wanted. */
  public Story begun() {
    take(
        Steps.after(
            server,
            state,
            new CapacityTarget.Set(state.azure().scale(), "1", false),
            new Result.Done("operation"),
            now));
    return this;
  }

  public Story refused(Result.Scaled result) {
    take(
        Steps.after(
            server, state, new CapacityTarget.Set(state.azure().scale(), "1", false), result, now));
    return this;
  }

  public Story sees(String set, int capacity, String... vms) {
    return sees(set, capacity, new Operation.Succeeded(), vms);
  }

  public Story sees(String set, int capacity, Operation operation, String... vms) {
    List<Instance> instances =
        java.util.Arrays.stream(vms).map(vm -> new Instance(vm, "203.0.113.7")).toList();
    ScaleSetView view = new ScaleSetView(set, "2", capacity, true, instances, operation);
    take(
        Steps.after(
            server, state, new LookTarget.Look(set, "operation"), new Result.Looked(view), now));
    return this;
  }

  /** Sees the same in look after look, long enough to believe it; no agent is heard meanwhile. */
  public Story keepsSeeing(String set, int capacity, String... vms) {
    sees(set, capacity, vms);
    for (int look = 0; look < 5; look++) {
      later(Duration.ofSeconds(60)).sees(set, capacity, vms);
    }
    return this;
  }

  public Story reports(MachineEvent.Type type, GamePhase phase, Integer count) {
    seq++;
    return reports(type, phase, count, state.life().generation(), 1, seq, null, List.of());
  }

  public Story stopped(Boolean saved) {
    seq++;
    return reports(
        MachineEvent.Type.STOPPED,
        GamePhase.STOPPED,
        0,
        state.life().generation(),
        1,
        seq,
        saved,
        List.of());
  }

  public Story evicting(Boolean saved) {
    seq++;
    return reports(
        MachineEvent.Type.EVICTING,
        GamePhase.SAVING,
        0,
        state.life().generation(),
        1,
        seq,
        saved,
        List.of());
  }

  public Story joins(String name, long generation, long epoch, long number) {
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
            new MachineEvent.Source("valheim", generation, epoch, number),
            type,
            new MachineEvent.Game(phase, null, null, saved),
            new MachineEvent.Online(roster, count, transitions),
            false,
            state.session() == null ? null : state.session().orders().saveMessage(),
            null,
            null,
            null));
  }

  private void take(Step step) {
    state = step.state();
    rows.addAll(step.rows());
  }

  public Story happens(Event event) {
    take(Steps.after(server, state, event, now));
    return this;
  }

  /** A call was made and ended so. */
  @SuppressWarnings("unchecked") // Which result a test gives to which action is its own affair.
  public Story does(Action<?> action, Result result) {
    take(Steps.after(server, state, (Action<Result>) action, result, now));
    return this;
  }

  /** What the lease's owner would do now, without having seen a scale set. */
  public Action<?> next() {
    return Targets.next(server, state, Findings.NONE, now);
  }

  /** Everything due that is no look at Azure is delivered, and every look shows nothing new. */
  public Story delivered() {
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
  public Story twisted(Consumer<Draft> change) {
    Draft draft = new Draft(server, state, now);
    change.accept(draft);
    state = draft.state();
    return this;
  }

  /** A report of the present machine, the newest there is. */
  public Report report(MachineEvent.Type type, GamePhase phase) {
    seq++;
    return new Report(type, phase, state.life().generation(), seq);
  }

  public List<Note> toldOperator() {
    return state.discord().announcements().stream()
        .filter(Announcement::toOperator)
        .map(Announcement::note)
        .toList();
  }

  public <N extends Note> long count(Class<N> kind) {
    return told().stream().filter(kind::isInstance).count();
  }

  public Story later(Duration time) {
    now = now.plus(time);
    return this;
  }

  /** Time passes with a heartbeat every minute, as a living agent gives. */
  public Story minutes(int minutes, Integer count) {
    for (int i = 0; i < minutes; i++) {
      later(Duration.ofMinutes(1));
      reports(MachineEvent.Type.HEARTBEAT, GamePhase.RUNNING, count);
    }
    return this;
  }

  public Note lastReply() {
    return state.discord().replies().getLast().note();
  }

  public List<Note> told() {
    return state.discord().announcements().stream().map(Announcement::note).toList();
  }

  public <N extends Note> N told(Class<N> kind) {
    return told().stream()
        .filter(kind::isInstance)
        .map(kind::cast)
        .reduce((a, b) -> b)
        .orElse(null);
  }
}
