package hearth.core.delivery;

import static hearth.core.delivery.Story.ADA;
import static hearth.core.delivery.Story.BEN;
import static hearth.core.delivery.Story.SERVER;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import hearth.core.CommandName;
import hearth.core.Options;
import hearth.core.Phase;
import hearth.core.StartTime;
import hearth.core.event.MachineEvent;
import hearth.core.event.MachineEvent.GamePhase;
import hearth.core.fleet.BudgetLimits;
import hearth.core.fleet.Limits;
import hearth.core.fleet.Server;
import hearth.core.fleet.Servers;
import hearth.core.note.Note;
import hearth.core.state.Usage;
import hearth.core.state.Views;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A start that waits for a stop passes what every start passes, twice. */
class AdmissionRulesTest {
  private static final Server BUDGETED = limited(10, 0);
  private static final Server ONCE = limited(0, 2);

  private static Server limited(int monthlyHours, int startsAnHour) {
    Limits l = Limits.DEFAULT;
    return Servers.limited(
        new Limits(
            l.phases(),
            l.stops(),
            new BudgetLimits(monthlyHours, 0),
            l.relightsPerHour(),
            startsAnHour),
        SERVER);
  }

  @Test
  void aStartThatWaitsIsRefusedAtOnceWhereTheBudgetIsSpent() {
    Story story = spent(Story.running(BUDGETED).asks(BEN, CommandName.STOP));
    story.asks(ADA, CommandName.START);
    assertInstanceOf(Note.BudgetSpent.class, story.lastReply());
    assertNull(story.state.session().orders().again());
  }

  @Test
  void aStartThatWaitsIsRefusedWhereTheBudgetIsSpentMeanwhile() {
    Story story = Story.running(BUDGETED).asks(BEN, CommandName.STOP).asks(ADA, CommandName.START);
    assertInstanceOf(Note.AgainAfterwards.class, story.lastReply());
    spent(story).stopped(true).begun().sees("set-a", 0);
    assertEquals(Phase.STOPPED, story.state.life().phase());
    assertInstanceOf(Note.BudgetSpent.class, story.lastReply());
    assertTrue(story.state.discord().replies().getLast().last());
    assertEquals(0, story.state.azure().scale().capacity());
  }

  @Test
  void aStartThatWaitsCountsAmongThoseOfAnHour() {
    Story story = Story.of(ONCE).asks(ADA, CommandName.START);
    story.asks(ADA, CommandName.STOP).asks(ADA, CommandName.START).begun().sees("set-a", 0);
    assertEquals(Phase.ALLOCATING, story.state.life().phase());
    story.asks(ADA, CommandName.STOP).asks(ADA, CommandName.START);
    assertEquals(new Note.TooManyStarts(2), story.lastReply());
    story.asks(BEN, CommandName.START);
    assertInstanceOf(Note.AgainAfterwards.class, story.lastReply());
  }

  @Test
  void aStartThatWaitsKeepsItsLength() {
    Story story = Story.running().asks(BEN, CommandName.STOP);
    story.asks(ADA, CommandName.START, new Options(90, false, null, 0));
    assertEquals(new Note.AgainAfterwards(ADA, 90, 0, false), story.lastReply());
    story.stopped(true).later(Duration.ofMinutes(3)).begun().sees("set-a", 0);
    assertEquals(story.now.plus(Duration.ofMinutes(90)), story.state.session().until());
  }

  @Test
  void aStartThatWaitsKeepsItsTimeOfDay() {
    Story story = Story.running().asks(BEN, CommandName.STOP);
    Instant until = story.now.plus(Duration.ofHours(2));
    story.asks(ADA, CommandName.START, new Options(0, false, null, 0, until));
    assertEquals(
        new Note.AgainAfterwards(ADA, 0, until.getEpochSecond(), false), story.lastReply());
    story.stopped(true).later(Duration.ofMinutes(3)).begun().sees("set-a", 0);
    assertEquals(until, story.state.session().until());
  }

  @Test
  void aTimeThatPassesWhileItWaitsIsTold() {
    Story story = Story.running().asks(BEN, CommandName.STOP);
    Instant until = story.now.plus(Duration.ofMinutes(2));
    story.asks(ADA, CommandName.START, new Options(0, false, null, 0, until));
    story.stopped(true).later(Duration.ofMinutes(3)).begun().sees("set-a", 0);
    assertEquals(Phase.STOPPED, story.state.life().phase());
    assertEquals(new Note.TimeIsPast(until.getEpochSecond()), story.lastReply());
  }

  @Test
  void theSecondWhoWaitsHearsThatHisTimeChangesNothing() {
    Story story = Story.running().asks(BEN, CommandName.STOP);
    story.asks(ADA, CommandName.START, new Options(90, false, null, 0));
    story.asks(BEN, CommandName.START, new Options(30, false, null, 0));
    assertEquals(new Note.AgainAfterwards(ADA, 90, 0, true), story.lastReply());
    story.stopped(true).begun().sees("set-a", 0);
    assertEquals(story.now.plus(Duration.ofMinutes(90)), story.state.session().until());
  }

  @Test
  void aStartWhileItIsOnHearsWhatBecomesOfItsTime() {
    Story story = new Story().asks(ADA, CommandName.START, new Options(60, false, null, 0));
    Instant stops = story.state.session().until();
    story.asks(BEN, CommandName.START, new Options(300, false, null, 0));
    assertEquals(
        new Note.AlreadyOn(ADA, Phase.ALLOCATING, null, null, true, stops.getEpochSecond()),
        story.lastReply());
    assertEquals(stops, story.state.session().until());
    story.asks(BEN, CommandName.START);
    assertEquals(new Note.AlreadyOn(ADA, Phase.ALLOCATING, null, null), story.lastReply());
  }

  @Test
  void whoeverWaitedFindsItOnWhereTheStopIsCalledOff() {
    Story story = Story.running().minutes(1, 1).minutes(16, 0);
    assertEquals(Phase.SAVING, story.state.life().phase());
    story.asks(BEN, CommandName.START, new Options(30, false, null, 0));
    story.reports(MachineEvent.Type.OCCUPIED, GamePhase.RUNNING, 1);
    assertEquals(Phase.RUNNING, story.state.life().phase());
    Note.AlreadyOn on = assertInstanceOf(Note.AlreadyOn.class, story.lastReply());
    assertTrue(on.otherTime());
    assertNull(story.state.session().orders().againWith());
  }

  @ParameterizedTest
  @CsvSource({"DEALLOCATING, ALLOCATING", "ALLOCATING, ALLOCATING", "BOOTING, BOOTING"})
  void aStartWhileAnotherMachineComesAfterAnEvictionSaysSo(Phase phase, Phase told) {
    Story story = Story.running().evicting(true);
    if (phase != Phase.DEALLOCATING) {
      story.begun().sees("set-a", 0);
    }
    if (phase == Phase.BOOTING) {
      story.begun().sees("set-b", 1, "vm-2");
    }
    assertEquals(phase, story.state.life().phase());
    story.asks(BEN, CommandName.START, new Options(30, false, null, 0));
    assertEquals(new Note.Relit(told, true), story.lastReply());
  }

  @Test
  void whoeverIsNoLongerAllowedWhenItsTurnComesDoesNotStartIt() {
    Options by = Options.NONE.by("everyone");
    Story story = Story.running().asks(BEN, CommandName.STOP).asks(ADA, CommandName.START, by);
    assertInstanceOf(Note.AgainAfterwards.class, story.lastReply());
    story.server =
        Servers.allowing(Servers.allow(List.of("user:2"), List.of("everyone"), null), SERVER);
    story.stopped(true).begun().sees("set-a", 0);
    assertEquals(Phase.STOPPED, story.state.life().phase());
    assertEquals(new Note.NoLongerAllowed(), story.lastReply());
    story.asks(ADA, CommandName.START, by);
    assertEquals(new Note.NoLongerAllowed(), story.lastReply());
    story.asks(BEN, CommandName.START, Options.NONE.by("user:2"));
    assertEquals(Phase.ALLOCATING, story.state.life().phase());
  }

  @Test
  void whenItIsUsuallyReadyIsNeverInThePast() {
    Story story = Story.running().later(Duration.ofHours(2));
    story.twisted(d -> d.memory.lastStarts(List.of(new StartTime(240, Map.of()))));
    story.evicting(true).begun().sees("set-a", 0);
    Instant lit = story.now;
    assertEquals(lit.plusSeconds(240), Views.session(SERVER, story.state).progress().usually());
    story.later(Duration.ofMinutes(10)).begun().sees("set-b", 1, "vm-2");
    assertNull(Views.session(SERVER, story.state).progress().usually());
  }

  /** The month's hours are used up. */
  private static Story spent(Story story) {
    return story.twisted(d -> d.usage = new Usage("2026-11", 36_001, 1, true));
  }
}
