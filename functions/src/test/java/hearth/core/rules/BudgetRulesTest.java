package hearth.core.rules;

import static hearth.core.delivery.Story.ADA;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import hearth.core.CommandName;
import hearth.core.Phase;
import hearth.core.delivery.Story;
import hearth.core.event.Event;
import hearth.core.event.MachineEvent;
import hearth.core.event.MachineEvent.GamePhase;
import hearth.core.fleet.Bounds;
import hearth.core.fleet.Placement;
import hearth.core.fleet.Server;
import hearth.core.fleet.Servers;
import hearth.core.note.Note;
import hearth.core.state.Draft;
import hearth.core.state.Machine;
import hearth.core.state.Usage;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a month may cost, and what follows when it is nearly spent. */
class BudgetRulesTest {
  private static final String MONTH = "2026-11";

  private static Server of(int hours, double dollars) {
    return Servers.limited(Bounds.budget(hours, dollars), Story.SERVER);
  }

  private static Story spent(Server server, long seconds, double dollars) {
    return Story.of(server).twisted(d -> d.usage = new Usage(MONTH, seconds, dollars, false));
  }

  @ParameterizedTest(name = "{2} s and {3} $ of {0} h and {1} $: refused is {4}")
  @CsvSource({
    "10, 0, 35999, 0, false",
    "10, 0, 36000, 0, true",
    "10, 0, 0, 99, false",
    "0, 5, 0, 4.99, false",
    "0, 5, 0, 5, true",
    "0, 5, 360000, 1, false",
    "10, 5, 100, 5, true",
    "10, 5, 36000, 1, true",
    "0, 0, 9000000, 9999, false",
  })
  void whicheverOfTheTwoIsSpentFirstRefusesAStart(
      int hours, double dollars, long seconds, double paid, boolean refused) {
    Story story = spent(of(hours, dollars), seconds, paid).asks(ADA, CommandName.START);
    assertEquals(refused, story.state.life().phase() == Phase.STOPPED);
    assertEquals(refused, story.lastReply() instanceof Note.BudgetSpent);
  }

  @Test
  void theRefusalSaysWhatWasSpentOfWhat() {
    Story story = spent(of(10, 5), 36_000 + 1799, 1.5).asks(ADA, CommandName.START);
    assertEquals(new Note.BudgetSpent(10, 10, 1.5, 5), story.lastReply());
    Story rounded = spent(of(10, 5), 36_000 + 1800, 1.5).asks(ADA, CommandName.START);
    assertEquals(11, assertInstanceOf(Note.BudgetSpent.class, rounded.lastReply()).hours());
  }

  @Test
  void theWarningComesAtEightyPercentOfTheMoneyTooAndOnceAMonth() {
    Server server = of(0, 1);
    Story story = Story.running(server);
    story.twisted(d -> d.usage = new Usage(MONTH, 0, 0.79, false));
    story.reports(MachineEvent.Type.HEARTBEAT, GamePhase.RUNNING, 1);
    assertNull(story.told(Note.BudgetWarning.class));
    story.minutes(31, 1);
    Note.BudgetWarning warning = story.told(Note.BudgetWarning.class);
    assertEquals(0.8, warning.dollars(), 0.001);
    assertEquals(1, warning.ofDollars());
    assertEquals(2, story.count(Note.BudgetWarning.class));
    assertEquals(1, story.toldOperator().stream().filter(warning::equals).count());
    story.minutes(60, 1);
    assertEquals(2, story.count(Note.BudgetWarning.class));
    assertTrue(story.state.usage().warned());
  }

  @Test
  void nobodyIsWarnedWhereNoSessionWasEver() {
    Story story = spent(of(10, 0), 36_000, 0).happens(new Event.Swept());
    assertNull(story.told(Note.BudgetWarning.class));
    assertEquals(new Usage(MONTH, 36_000, 0, false), story.state.usage());
  }

  @Test
  void aMachineThatRunsOverTheMonthsEndCountsForTheNewMonthSinceItsFirstDay() {
    Story story = new Story();
    story.now = Instant.parse("2026-11-30T23:00:00Z");
    story
        .asks(ADA, CommandName.START)
        .begun()
        .sees("set-a", 1, "vm-1")
        .reports(MachineEvent.Type.READY, GamePhase.RUNNING, 1)
        .minutes(180, 1);
    story.asks(ADA, CommandName.STOP).stopped(true).begun().sees("set-a", 0);
    Usage usage = story.state.usage();
    assertEquals("2026-12", usage.month());
    assertEquals(7200, usage.seconds());
    assertEquals(0.05, usage.dollars(), 1e-9);
    assertEquals(
        3 * 3600, story.state.session().tally().machineSeconds(), "the session had all of it");
    assertEquals(0.075, story.state.session().tally().dollars(), 1e-9);
  }

  @Test
  void twoMachinesOfAMonthAddUp() {
    Story story = Story.running().minutes(60, 1).evicting(true).begun().sees("set-a", 0);
    assertEquals(3600, story.state.usage().seconds());
    story.begun().sees("set-b", 1, "vm-2");
    story.reports(MachineEvent.Type.READY, GamePhase.RUNNING, 1).minutes(30, 1);
    story.asks(ADA, CommandName.STOP).stopped(true).begun().sees("set-b", 0);
    assertEquals(5400, story.state.usage().seconds());
    assertEquals(0.0375, story.state.usage().dollars(), 1e-9);
    assertEquals(5400, story.state.session().tally().machineSeconds());
    assertEquals(0.0375, story.state.session().tally().dollars(), 1e-9);
  }

  private static Instant lookedAt(Draft draft) {
    return draft.sooner(null, new BudgetTimer().at(draft));
  }

  @ParameterizedTest(name = "of {0} h and {1} $, {2} s and {3} $ spent: in {4} minutes")
  @CsvSource({
    "100, 0, 287100, 0, 15",
    "100, 0, 288000, 0, ",
    "0, 1, 0, 0.795, 12",
    "100, 1, 287100, 0.79, 15",
    "100, 1, 284400, 0.795, 12",
    "0, 0, 287100, 0, ",
  })
  void theServerIsLookedAtWhenTheWarningIsDue(
      int hours, double dollars, long seconds, double paid, Long minutes) {
    Story story = Story.running(of(hours, dollars));
    story.reports(MachineEvent.Type.HEARTBEAT, GamePhase.RUNNING, 1);
    story.twisted(d -> d.usage = new Usage(MONTH, seconds, paid, false));
    Instant at = lookedAt(new Draft(story.server, story.state, story.now));
    if (minutes == null) {
      assertNull(at);
    } else {
      long left = Duration.between(story.now.plus(Duration.ofMinutes(minutes)), at).toSeconds();
      assertTrue(Math.abs(left) <= 1, at.toString());
    }
  }

  @Test
  void whoWasWarnedOrHasNoMachineNeedsNoLookForIt() {
    Story story = Story.running(of(1, 0));
    story.twisted(d -> d.usage = new Usage(MONTH, 10, 0, true));
    assertNull(lookedAt(new Draft(story.server, story.state, story.now)));
    Story dark = spent(of(1, 0), 10, 0);
    assertNull(lookedAt(new Draft(dark.server, dark.state, dark.now)));
  }

  @Test
  void aPlacementWithoutAPriceCostsNothingThatIsKnown() {
    Server free =
        Servers.placed(
            java.util.List.of(new Placement("set-a", "Standard_D2as_v5", true, 0)),
            false,
            false,
            of(0, 1));
    Story story = Story.running(free).minutes(60, 1);
    assertNull(lookedAt(new Draft(free, story.state, story.now)));
    story.asks(ADA, CommandName.STOP).stopped(true).begun().sees("set-a", 0);
    assertEquals(0, story.state.usage().dollars());
    assertEquals(3600, story.state.usage().seconds());
  }

  @Test
  void aMachineThatAnOlderVersionLitIsBookedWithNothing() {
    Story story = Story.running();
    story.twisted(
        d -> d.machine = new Machine("set-a", null, "vm-1", "203.0.113.7", 1, 1, story.now, null));
    story.minutes(60, 1).asks(ADA, CommandName.STOP).stopped(true).begun().sees("set-a", 0);
    assertEquals(Phase.STOPPED, story.state.life().phase());
    assertEquals(0, story.state.usage().seconds());
  }
}
