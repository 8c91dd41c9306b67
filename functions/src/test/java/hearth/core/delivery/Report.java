package hearth.core.delivery;

import hearth.core.Player;
import hearth.core.event.MachineEvent;
import hearth.core.event.MachineEvent.GamePhase;
import hearth.core.event.Transition;
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
  private List<Player> roster;
  private Integer count;
  private final List<Transition> transitions = new ArrayList<>();
  private String joinCode;
  private Boolean saved;
  private boolean evicting;
  private String answers;
  private String detail;
  private MachineEvent.Backup backup;

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
    backup = new MachineEvent.Backup(outcome, null, null);
    return this;
  }

  public MachineEvent event() {
    return new MachineEvent(
        new MachineEvent.Source("valheim", generation, epoch, seq),
        type,
        new MachineEvent.Game(phase, step, joinCode, saved),
        new MachineEvent.Presence(roster, count, List.copyOf(transitions)),
        evicting,
        answers,
        detail,
        backup);
  }
}
