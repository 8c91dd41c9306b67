package hearth.core;

import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** A session while the rules work on it. */
final class SessionDraft {
  /** How many lines the session message remembers. */
  private static final int RECENT = 8;

  final long number;
  final User startedBy;
  final Instant startedAt;
  Instant until;
  int placement;
  List<Integer> tried;
  String step;
  Instant readyAt;
  boolean readyTold;
  List<Instant> evictions;
  boolean relight;
  Ending ending;
  Instant endedAt;
  User again;
  String saveMessage;
  boolean ifEmpty;
  boolean obeyed;
  Session.Restart restart;
  List<String> lit;
  int lost;
  Map<Phase, Long> spent;
  long machineSeconds;
  double dollars;
  Session.Warned warned;
  int peak;
  List<String> told;
  List<Session.Happening> recent;

  SessionDraft(long number, User startedBy, Instant startedAt) {
    this.number = number;
    this.startedBy = startedBy;
    this.startedAt = startedAt;
    tried = new ArrayList<>();
    evictions = new ArrayList<>();
    lit = new ArrayList<>();
    spent = new EnumMap<>(Phase.class);
    told = new ArrayList<>();
    recent = new ArrayList<>();
  }

  SessionDraft(Session from) {
    number = from.number();
    startedBy = from.startedBy();
    startedAt = from.startedAt();
    until = from.until();
    placement = from.placement();
    tried = new ArrayList<>(from.tried());
    step = from.step();
    readyAt = from.readyAt();
    readyTold = from.readyTold();
    evictions = new ArrayList<>(from.evictions());
    relight = from.relight();
    ending = from.ending();
    endedAt = from.endedAt();
    again = from.again();
    saveMessage = from.saveMessage();
    ifEmpty = from.ifEmpty();
    obeyed = from.obeyed();
    restart = from.restart();
    lit = new ArrayList<>(from.lit());
    lost = from.lost();
    spent = new EnumMap<>(Phase.class);
    spent.putAll(from.spent());
    machineSeconds = from.machineSeconds();
    dollars = from.dollars();
    warned = from.warned();
    peak = from.peak();
    told = new ArrayList<>(from.told());
    recent = new ArrayList<>(from.recent());
  }

  void happened(Instant at, Note note) {
    recent.add(new Session.Happening(at, note));
    if (recent.size() > RECENT) {
      recent.removeFirst();
    }
  }

  Session session() {
    return new Session(
        number,
        startedBy,
        startedAt,
        until,
        placement,
        List.copyOf(tried),
        step,
        readyAt,
        readyTold,
        List.copyOf(evictions),
        relight,
        ending,
        endedAt,
        again,
        saveMessage,
        ifEmpty,
        obeyed,
        restart,
        List.copyOf(lit),
        lost,
        Map.copyOf(spent),
        machineSeconds,
        dollars,
        warned,
        peak,
        List.copyOf(told),
        List.copyOf(recent));
  }
}
