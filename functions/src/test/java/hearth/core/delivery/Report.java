package hearth.core.delivery;

import hearth.core.Evidence;
import hearth.core.Fetched;
import hearth.core.Newer;
import hearth.core.Player;
import hearth.core.event.Condition;
import hearth.core.event.MachineEvent;
import hearth.core.event.MachineEvent.GamePhase;
import hearth.core.event.Presence;
import hearth.core.event.Transition;
import hearth.core.event.Trouble;
import java.util.ArrayList;
import java.util.List;

/** A machine's report in the making: all that is not said is not known. */
public final class Report {
  private final MachineEvent.Type type;
  private final GamePhase phase;
  private final long generation;
  private final long seq;
  private long epoch = 1;
  private String step;
  private Fetched fetched;
  private List<Player> roster;
  private Integer count;
  private final List<Transition> transitions = new ArrayList<>();
  private String joinCode;
  private Boolean saved;
  private boolean evicting;
  private String answers;
  private String detail;
  private MachineEvent.Backup backup;
  private Condition condition = Condition.NONE;
  private String vmId;

  Report(MachineEvent.Type type, GamePhase phase, long generation, long seq) {
    this.type = type;
    this.phase = phase;
    this.generation = generation;
    this.seq = seq;
  }

  public Report epoch(long higher) {
    epoch = higher;
    return this;
  }

  /** The machine says which it is. */
  public Report on(String machine) {
    vmId = machine;
    return this;
  }

  public Report fetched(Fetched here) {
    fetched = here;
    return this;
  }

  public Report step(String doing) {
    step = doing;
    return this;
  }

  public Report roster(Player... players) {
    roster = List.of(players);
    return this;
  }

  public Report count(Integer on) {
    count = on;
    return this;
  }

  public Report moved(Transition... all) {
    transitions.addAll(List.of(all));
    return this;
  }

  public Report joinCode(String code) {
    joinCode = code;
    return this;
  }

  public Report saved(Boolean seen) {
    saved = seen;
    return this;
  }

  public Report evicting() {
    evicting = true;
    return this;
  }

  public Report answers(String message) {
    answers = message;
    return this;
  }

  public Report detail(String words) {
    detail = words;
    return this;
  }

  public Report backup(MachineEvent.Backup.Outcome outcome) {
    backup = new MachineEvent.Backup(outcome, null, null, true);
    return this;
  }

  /** A backup of that name and size, whole or not. */
  public Report backup(String name, long size, boolean whole) {
    backup = new MachineEvent.Backup(MachineEvent.Backup.Outcome.MADE, name, size, whole);
    return this;
  }

  /** A backup that was made and holds no whole world. */
  public Report notWhole(String name) {
    backup = new MachineEvent.Backup(MachineEvent.Backup.Outcome.MADE, name, 5L, false);
    return this;
  }

  /** Trouble that this very report says first. */
  public Report trouble(Trouble.Kind kind, String words) {
    return troubleSince(kind, words, seq);
  }

  public Report troubleSince(Trouble.Kind kind, String words, long first) {
    condition =
        new Condition(
            new Trouble(kind, words, null, first),
            condition.presence(),
            condition.version(),
            condition.checked(),
            condition.newer());
    return this;
  }

  /** A verdict that rests on these sources, as each of them says {@code "log 1"}. */
  public Report presence(Presence.Verdict verdict, String... sources) {
    List<Evidence> evidence = new ArrayList<>();
    List<String> by = new ArrayList<>();
    for (String source : sources) {
      String name = source.substring(0, source.indexOf(' '));
      String count = source.substring(name.length() + 1);
      boolean known = !count.equals("?");
      evidence.add(new Evidence(name, known ? Integer.valueOf(count) : null));
      if (known) {
        by.add(name);
      }
    }
    condition =
        new Condition(
            condition.trouble(),
            new Presence(verdict, by, evidence),
            condition.version(),
            condition.checked(),
            condition.newer());
    return this;
  }

  public Report version(String version, String checked) {
    condition =
        new Condition(
            condition.trouble(), condition.presence(), version, checked, condition.newer());
    return this;
  }

  public Report newer(String version, String over, Newer.When when) {
    condition =
        new Condition(
            condition.trouble(),
            condition.presence(),
            condition.version(),
            condition.checked(),
            new Newer(version, over, when));
    return this;
  }

  public MachineEvent event() {
    return new MachineEvent(
        new MachineEvent.Source("valheim", generation, epoch, seq, vmId),
        type,
        new MachineEvent.Game(phase, step, fetched, joinCode, saved),
        new MachineEvent.Online(roster, count, List.copyOf(transitions)),
        evicting,
        answers,
        detail,
        backup,
        condition);
  }
}
