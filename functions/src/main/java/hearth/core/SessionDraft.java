package hearth.core;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** A session while the rules work on it. */
final class SessionDraft {
  /** How many lines the session message remembers. */
  private static final int RECENT = 8;

  final long number;
  final User startedBy;
  final Instant startedAt;
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
  int peak;
  List<String> told;
  List<Session.Happening> recent;

  SessionDraft(long number, User startedBy, Instant startedAt) {
    this.number = number;
    this.startedBy = startedBy;
    this.startedAt = startedAt;
    tried = new ArrayList<>();
    evictions = new ArrayList<>();
    told = new ArrayList<>();
    recent = new ArrayList<>();
  }

  SessionDraft(Session from) {
    number = from.number();
    startedBy = from.startedBy();
    startedAt = from.startedAt();
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
        peak,
        List.copyOf(told),
        List.copyOf(recent));
  }
}
