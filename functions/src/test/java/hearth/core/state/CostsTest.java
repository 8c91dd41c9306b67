package hearth.core.state;

import static hearth.core.delivery.Story.ADA;
import static hearth.core.delivery.Story.BEN;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import hearth.core.CommandName;
import hearth.core.Cost;
import hearth.core.Ending;
import hearth.core.User;
import hearth.core.delivery.Story;
import hearth.core.fleet.Bounds;
import hearth.core.fleet.Servers;
import hearth.core.history.HistoryRow;
import hearth.core.history.Tally;
import hearth.core.note.CostLine;
import java.time.Duration;
import java.time.Instant;
import java.time.YearMonth;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What a month's sessions came to, together and by whoever started them. */
class CostsTest {
  private static final YearMonth NOVEMBER = YearMonth.of(2026, 11);
  private static final Instant NOW = Instant.parse("2026-11-26T12:00:00Z");

  private static HistoryRow.OfSession session(
      @Nullable User by, long seconds, double dollars, long unpriced) {
    Tally tally = new Tally(null, 0, 0, Map.of(), seconds, dollars, unpriced, null, null);
    Ending ending = new Ending(Ending.Cause.IDLE, null, true, null);
    return new HistoryRow.OfSession(1, by, NOW, NOW, ending, List.of(), tally);
  }

  private static CostLine line(Story story, YearMonth month, HistoryRow.OfSession... ended) {
    return Costs.line(story.server, story.state, List.of(ended), month, story.now);
  }

  @Test
  void sessionsAddUpByWhoeverStartedThemTheDearestFirst() {
    CostLine line =
        line(
            new Story(),
            NOVEMBER,
            session(ADA, 3600, 0.02, 0),
            session(BEN, 7200, 0.05, 0),
            session(ADA, 1800, 0.01, 0),
            session(null, 60, 0, 60));
    assertEquals(new CostLine.Sum(4, 12_660, new Cost(0.08, 60)), rounded(line.total()));
    assertEquals(
        List.of(
            new CostLine.OfPerson(BEN, new CostLine.Sum(1, 7200, new Cost(0.05, 0))),
            new CostLine.OfPerson(ADA, new CostLine.Sum(2, 5400, new Cost(0.03, 0))),
            new CostLine.OfPerson(null, new CostLine.Sum(1, 60, new Cost(0, 60)))),
        line.people());
    assertNull(line.present());
  }

  @Test
  void aRowOfAnOlderVersionWithoutDollarsHasNoKnownPrice() {
    CostLine line = line(new Story(), NOVEMBER, session(ADA, 3600, 0, 0));
    assertEquals(new Cost(0, 3600), line.total().cost());
  }

  @Test
  void theSessionThatLastsCountsUntilNow() {
    Story story = Story.running().minutes(60, 1);
    double hours = Duration.between(story.state.machine().litAt(), story.now).toSeconds() / 3600.0;
    CostLine line = line(story, NOVEMBER, session(BEN, 3600, 1, 0));
    assertEquals(hours * 0.025, line.present().dollars(), 1e-9);
    assertEquals(1 + hours * 0.025, line.total().cost().dollars(), 1e-9);
    assertEquals(2, line.total().sessions());
    assertEquals(ADA, line.people().getLast().by());
    assertNull(line(story, NOVEMBER.minusMonths(1)).present(), "it began in November");
  }

  @Test
  void aSessionThatIsOverIsInHistoryAlone() {
    Story story = Story.running().minutes(60, 1).asks(BEN, CommandName.STOP).stopped(true);
    story.begun().sees("set-a", 0);
    assertEquals(CostLine.Sum.NONE, line(story, NOVEMBER).total());
  }

  @Test
  void theBudgetIsToldOfThePresentMonthAndWhereThereIsOne() {
    Story story = Story.running(Servers.limited(Bounds.budget(10, 5), Story.SERVER)).minutes(60, 1);
    CostLine.Budget budget = line(story, NOVEMBER).budget();
    assertEquals(
        story.state.usage().dollars() + line(story, NOVEMBER).present().dollars(),
        budget.dollars(),
        1e-9);
    assertEquals(10, budget.ofHours());
    assertEquals(5, budget.ofDollars());
    assertNull(line(story, NOVEMBER.minusMonths(1)).budget());
    assertNull(
        line(Story.of(Servers.limited(Bounds.budget(0, 0), Story.SERVER)), NOVEMBER).budget());
  }

  @Test
  void beyondTenPeopleTheRestIsCounted() {
    HistoryRow.OfSession[] rows =
        IntStream.range(0, 13)
            .mapToObj(i -> session(new User("10" + i, "P" + i), 3600, i, 0))
            .toArray(HistoryRow.OfSession[]::new);
    CostLine line = line(new Story(), NOVEMBER, rows);
    assertEquals(10, line.people().size());
    assertEquals(3, line.more());
    assertEquals("P12", line.people().getFirst().by().name());
    assertEquals(78, line.total().cost().dollars(), 1e-9);
  }

  private static CostLine.Sum rounded(CostLine.Sum sum) {
    double cents = Math.round(sum.cost().dollars() * 100) / 100.0;
    return new CostLine.Sum(
        sum.sessions(), sum.seconds(), new Cost(cents, sum.cost().unpricedSeconds()));
  }
}
