package hearth.core.port;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import hearth.core.CommandName;
import hearth.core.Ending;
import hearth.core.Options;
import hearth.core.Phase;
import hearth.core.StartTime;
import hearth.core.User;
import hearth.core.delivery.Story;
import hearth.core.history.History;
import hearth.core.history.HistoryRow;
import hearth.core.history.Tally;
import hearth.core.port.StateStore.Versioned;
import hearth.core.state.State;
import hearth.core.state.Step;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What every store promises of history, whatever is behind it. */
public abstract class HistoryContract {
  private static final Instant EVENING = Instant.parse("2026-11-20T20:00:00Z");
  private final String server = "s" + UUID.randomUUID();

  /** Where states are saved. */
  protected abstract StateStore store();

  /** Where the history saved with them is found. */
  protected abstract History history();

  @Test
  public void rowsAreWrittenWithTheStateAndAreNoPartOfIt() {
    Versioned saved = save(store().load(server), session(1, EVENING));
    assertEquals(State.NEW, saved.state());
    assertEquals(State.NEW, store().load(server).state());
    assertEquals(List.of(session(1, EVENING)), history().sessions(server, 10));
  }

  @Test
  public void aSaveThatLosesTheRaceWritesNoRowEither() {
    Versioned first = save(store().load(server), session(1, EVENING));
    save(first, session(2, EVENING.plusSeconds(1)));
    assertTrue(store().save(server, first, with(session(3, EVENING.plusSeconds(2)))).isEmpty());
    assertEquals(
        List.of(2L, 1L),
        history().sessions(server, 10).stream().map(HistoryRow.OfSession::number).toList());
  }

  @Test
  public void theNewestComeFirstAndNoMoreThanAskedFor() {
    Versioned at = store().load(server);
    for (int i = 1; i <= 5; i++) {
      at = save(at, session(i, EVENING.plus(Duration.ofDays(i))));
    }
    assertEquals(
        List.of(5L, 4L, 3L),
        history().sessions(server, 3).stream().map(HistoryRow.OfSession::number).toList());
  }

  @Test
  public void sessionsOfATimeBeganInItAndNotAtItsEnd() {
    Versioned at = store().load(server);
    for (int i = 1; i <= 5; i++) {
      at = save(at, session(i, EVENING.plus(Duration.ofDays(i))));
    }
    Instant from = EVENING.plus(Duration.ofDays(2));
    Instant to = EVENING.plus(Duration.ofDays(4));
    assertEquals(List.of(3L, 2L), numbers(from, to));
    assertEquals(List.of(4L, 3L, 2L), numbers(from, to.plusMillis(1)));
    assertEquals(List.of(3L), numbers(from.plusMillis(1), to));
    assertEquals(List.of(), numbers(EVENING, EVENING.plusSeconds(60)));
  }

  private List<Long> numbers(Instant from, Instant to) {
    return history().sessions(server, from, to).stream().map(HistoryRow.OfSession::number).toList();
  }

  @Test
  public void theSameRowTwiceIsOneRow() {
    Versioned first = save(store().load(server), session(1, EVENING));
    save(first, session(1, EVENING));
    assertEquals(1, history().sessions(server, 10).size());
  }

  @Test
  public void whatIsOlderIsForgottenAndTheStateStays() {
    Versioned at = store().load(server);
    for (int i = 0; i < 4; i++) {
      at = save(at, session(i + 1, EVENING.plus(Duration.ofDays(i))));
    }
    history().forget(server, EVENING.plus(Duration.ofDays(2)));
    assertEquals(
        List.of(4L, 3L),
        history().sessions(server, 10).stream().map(HistoryRow.OfSession::number).toList());
    assertEquals(at.etag(), store().load(server).etag());
  }

  @Test
  public void aCommandIsKeptBesideSessions() {
    HistoryRow.OfCommand stop =
        new HistoryRow.OfCommand("7", Story.BEN, CommandName.STOP, Options.NONE, EVENING);
    save(save(store().load(server), stop), session(1, EVENING));
    assertEquals(1, history().sessions(server, 10).size());
  }

  @Test
  public void aPersonIsForgottenInEveryRowAndTheNumbersStay() {
    Options options = new Options(0, false, "my secret", 0).by("user:" + Story.ADA.id());
    Versioned at = store().load(server);
    for (int i = 1; i <= 120; i++) {
      at = save(at, session(i, EVENING.plus(Duration.ofHours(i))));
    }
    HistoryRow.OfSession stopped = session(121, EVENING.minusSeconds(1));
    at =
        save(
            at,
            new HistoryRow.OfSession(
                121,
                Story.BEN,
                stopped.at(),
                stopped.endedAt(),
                new Ending(Ending.Cause.ASKED, Story.ADA, true, null),
                stopped.placements(),
                stopped.tally()));
    at = save(at, new HistoryRow.OfCommand("7", Story.ADA, CommandName.SAY, options, EVENING));
    save(at, new HistoryRow.OfCommand("8", Story.BEN, CommandName.STOP, Options.NONE, EVENING));

    assertEquals(0, history().forgetPerson("another" + server, Story.ADA.id()));
    assertEquals(122, history().forgetPerson(server, Story.ADA.id()));
    assertEquals(0, history().forgetPerson(server, Story.ADA.id()));

    List<HistoryRow.OfSession> sessions = history().sessions(server, 200);
    assertEquals(121, sessions.size());
    assertEquals(User.FORGOTTEN, sessions.getFirst().startedBy());
    assertEquals(session(120, EVENING).tally().peak(), sessions.getFirst().tally().peak());
    assertEquals(Story.BEN, sessions.getLast().startedBy());
    assertEquals(User.FORGOTTEN, sessions.getLast().ending().by());
    assertEquals(1, history().forgetPerson(server, Story.BEN.id()) - 1, "the session and the stop");
  }

  private Versioned save(Versioned from, HistoryRow row) {
    return store().save(server, from, with(row)).orElseThrow();
  }

  private static Step with(HistoryRow row) {
    return new Step(State.NEW, List.of(row));
  }

  private static HistoryRow.OfSession session(long number, Instant at) {
    return new HistoryRow.OfSession(
        number,
        Story.ADA,
        at,
        at.plusSeconds(3600),
        new Ending(Ending.Cause.IDLE, null, true, null),
        List.of("set-a Standard_D2as_v5"),
        new Tally(
            at.plusSeconds(140),
            1,
            4,
            Map.of(Phase.RUNNING, 3000L),
            3600,
            0.02,
            0,
            "1.0.17",
            new StartTime(140, Map.of(Phase.BOOTING, 90L))));
  }
}
