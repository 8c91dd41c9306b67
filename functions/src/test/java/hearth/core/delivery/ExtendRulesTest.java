package hearth.core.delivery;

import static hearth.core.delivery.Story.ADA;
import static hearth.core.delivery.Story.BEN;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import hearth.core.CommandName;
import hearth.core.Ending;
import hearth.core.Options;
import hearth.core.Phase;
import hearth.core.note.Note;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** An absolute time stays absolute, and a button that several press at once is pressed once. */
class ExtendRulesTest {
  private static final Options BUTTON = new Options(60, false, null, 1);

  @ParameterizedTest
  @CsvSource({"0, 150", "1, 150", "14, 150"})
  void anAbsoluteTimeStaysThatTimeHoweverLateItIsCarriedOut(int minutesLate, int minutes) {
    Story story = Story.running();
    Instant until = story.now.plus(Duration.ofMinutes(minutes));
    Instant asked = story.now;
    story.later(Duration.ofMinutes(minutesLate));
    story.asks(BEN, CommandName.EXTEND, until(until), asked, Long.toString(Story.idAt(asked) + 7));
    assertEquals(new Note.Extended(until.getEpochSecond()), story.lastReply());
    assertEquals(until, story.state.players().extendedUntil());
  }

  @Test
  void anAbsoluteTimeNeitherAddsToNorShortensWhatWasGivenBefore() {
    Story story = Story.running();
    Instant late = story.now.plus(Duration.ofHours(5));
    story.asks(ADA, CommandName.EXTEND, until(late));
    story.asks(BEN, CommandName.EXTEND, until(late));
    assertEquals(late, story.state.players().extendedUntil());
    story.asks(BEN, CommandName.EXTEND, until(story.now.plus(Duration.ofHours(1))));
    assertEquals(new Note.Extended(late.getEpochSecond()), story.lastReply());
  }

  @Test
  void theSameTimeTomorrowOnTheDayOnWhichAClockGoesBackIsLeftAsItIs() {
    Story story = Story.running();
    Instant until = story.now.plus(Duration.ofHours(25)).minusSeconds(60);
    story.asks(ADA, CommandName.EXTEND, until(until));
    assertEquals(until, story.state.players().extendedUntil());
    story.asks(ADA, CommandName.EXTEND, until(until.plus(Duration.ofDays(9))));
    assertEquals(story.now.plus(Duration.ofHours(25)), story.state.players().extendedUntil());
  }

  @Test
  void aTimeThatIsOverByThenIsToldAndChangesNothing() {
    Story story = Story.running().asks(BEN, CommandName.EXTEND, until(Instant.EPOCH));
    assertEquals(new Note.TimeIsPast(0), story.lastReply());
    assertEquals(null, story.state.players().extendedUntil());
    Story off = new Story().asks(BEN, CommandName.START, until(Instant.EPOCH));
    assertEquals(new Note.TimeIsPast(0), off.lastReply());
    assertEquals(Phase.STOPPED, off.state.life().phase());
  }

  @Test
  void aSessionThatWasStartedUntilATimeEndsThen() {
    Story story = new Story();
    Instant until = story.now.plus(Duration.ofMinutes(30));
    story.asks(ADA, CommandName.START, until(until)).later(Duration.ofMinutes(5));
    assertEquals(until, story.state.session().until());
    assertEquals(
        until.getEpochSecond(), ((Note.Lighting) story.lastReply()).until(), "the answer names it");
    story.begun().sees("set-a", 1, "vm-1").minutes(24, 1);
    assertEquals(Phase.RUNNING, story.state.life().phase());
    story.minutes(2, 1);
    assertEquals(Ending.Cause.TIME_LIMIT, story.state.session().ending().cause());
  }

  @ParameterizedTest
  @CsvSource({
    // when the presses come, in seconds, and how many hours that is
    "0 0 0, 1",
    "0 20 59, 1",
    "0 30 60, 1",
    "0 30 61, 2",
    "0 61 100, 2",
    "0 61 122, 3",
    "0, 1"
  })
  void pressesWithinAMinuteAreOne(String seconds, int hours) {
    Story story = Story.running().minutes(1, 1);
    Instant start = story.now;
    for (String second : seconds.split(" ", -1)) {
      story.now = start.plusSeconds(Long.parseLong(second));
      story.asks(BEN, CommandName.EXTEND, BUTTON);
    }
    assertEquals(start.plus(Duration.ofHours(hours)), story.state.players().extendedUntil());
  }

  @Test
  void whatIsTypedIsMeantEachTime() {
    Story story = Story.running().minutes(1, 1);
    for (int i = 0; i < 3; i++) {
      story.asks(ADA, CommandName.EXTEND);
    }
    assertEquals(story.now.plus(Duration.ofHours(3)), story.state.players().extendedUntil());
  }

  @Test
  void aPressTakesNothingBackThatWasTypedMeanwhile() {
    Story story = Story.running().minutes(1, 1).asks(ADA, CommandName.EXTEND, BUTTON);
    story.asks(BEN, CommandName.EXTEND).asks(BEN, CommandName.EXTEND, BUTTON);
    assertEquals(story.now.plus(Duration.ofHours(2)), story.state.players().extendedUntil());
    assertNotNull(story.state.session().orders().press());
  }

  private static Options until(Instant until) {
    return new Options(0, false, null, 0, until);
  }
}
