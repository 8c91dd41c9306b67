package hearth.core.delivery;

import static hearth.core.delivery.Story.ADA;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import hearth.core.CommandName;
import hearth.core.Ending;
import hearth.core.Phase;
import hearth.core.event.Event;
import hearth.core.note.Note;
import hearth.core.port.Remedy;
import hearth.core.port.Result;
import hearth.core.state.State;
import hearth.core.wanted.Progress;
import hearth.core.wanted.Scale;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What follows from how a call to Azure ended. */
class CapacityDeliveryRulesTest {
  private static final Result.Later SOON = new Result.Later(Duration.ZERO, true);

  private static Story lighting() {
    return new Story().asks(ADA, CommandName.START);
  }

  /** A server that is to be dark, which Azure was not told yet. */
  private static Story darkening() {
    return Story.running().asks(ADA, CommandName.STOP).stopped(true);
  }

  private static long wait(Story story) {
    return Duration.between(story.now, story.state.azure().scale().notBefore()).toSeconds();
  }

  @Test
  void anAcceptedCapacityIsDoneAndItsOperationFollowed() {
    Story story = lighting().refused(SOON).refused(new Result.Done("operation-7"));
    Scale scale = story.state.azure().scale();
    assertTrue(scale.isDone());
    assertEquals("operation-7", scale.operation());
    assertEquals(0, scale.attempts());
    assertNull(scale.notBefore());
    assertEquals(
        story.now.plusSeconds(5), story.state.azure().lookAt(), "it is looked at before long");
  }

  @Test
  void theAnswerToAnOlderWishChangesNothing() {
    Story story = lighting();
    Scale old = story.state.azure().scale();
    story.asks(ADA, CommandName.STOP);
    State before = story.state;
    story.does(new CapacityTarget.Set(old, "1", false), new Result.Done("operation"));
    assertEquals(before.azure().scale(), story.state.azure().scale());
    assertEquals(before.azure().orphans(), story.state.azure().orphans());
  }

  @Test
  void aSetThatChangedSinceItWasSeenIsLookedAtAgainAtOnceButNotForEver() {
    Story story = lighting();
    for (int race = 0; race < 5; race++) {
      story.refused(new Result.Stale());
      assertNull(story.state.azure().scale().notBefore());
      assertEquals(race + 1, story.state.azure().scale().attempts());
    }
    story.refused(new Result.Stale());
    assertEquals(5, wait(story));
    assertEquals(0, story.state.azure().scale().done());
  }

  @Test
  void eachFurtherFailureIsWaitedForTwiceAsLongUpToAMinute() {
    Story story = lighting();
    for (long seconds : List.of(1, 2, 4, 8, 16, 32, 64, 64)) {
      story.refused(SOON);
      assertEquals(seconds, wait(story));
    }
    story.refused(new Result.Later(Duration.ofSeconds(90), false));
    assertEquals(90, wait(story), "or as long as Azure says");
  }

  @Test
  void thatThereIsNoRoomForNothingIsTriedAgain() {
    Story story =
        darkening().refused(new Result.NoMachine(Remedy.NEXT_PLACEMENT, "SkuNotAvailable", ""));
    assertEquals(5, wait(story));
    assertEquals(Phase.DEALLOCATING, story.state.life().phase());
    assertNull(story.told(Note.TryingElsewhere.class));
  }

  @Test
  void whateverElseKeepsAMachineThereIsToldAndTriedEveryMinute() {
    for (Remedy remedy : List.of(Remedy.ONCE_ELSEWHERE, Remedy.OTHER_QUOTA)) {
      Result.Scaled odd = new Result.NoMachine(remedy, "Odd", "words");
      Story story = darkening().refused(odd).refused(odd);
      assertEquals(60, wait(story));
      assertEquals(List.of(new Note.AzureRefused("set-a", "Odd", "words")), story.toldOperator());
    }
  }

  @Test
  void aMachineThatAzureWillNotTakeBackIsToldToTheOperatorOnceAndTriedEveryMinute() {
    Result.Scaled locked = new Result.Refused("ScopeLocked", "delete the lock");
    Story story = darkening().refused(locked).refused(locked);
    assertEquals(60, wait(story));
    assertEquals(
        List.of(new Note.AzureRefused("set-a", "ScopeLocked", "delete the lock")),
        story.toldOperator());
    assertEquals(Ending.Cause.ASKED, story.state.session().ending().cause());
  }

  @Test
  void aLookThatFailsPutsTheWriteOffThatItWasFor() {
    Story story = lighting();
    story.does(new LookTarget.Look("set-a", null), SOON);
    assertEquals(5, wait(story));
    assertEquals(story.now.plusSeconds(5), story.state.azure().lookAt());
    story.does(new LookTarget.Look("set-a", null), new Result.Later(Duration.ofSeconds(40), false));
    assertEquals(40, wait(story));
    assertEquals(2, story.state.azure().scale().attempts());
  }

  @Test
  void aLookThatFailsLeavesAnAcceptedCapacityAsItIs() {
    Story story = lighting().begun();
    Scale scale = story.state.azure().scale();
    story.does(new LookTarget.Look("set-a", "operation"), SOON);
    assertEquals(scale, story.state.azure().scale());
    assertEquals(story.now.plusSeconds(5), story.state.azure().lookAt());
  }

  @Test
  void aSetThatMayNotBeLookedAtEndsAStart() {
    Story story = lighting();
    Result refused = new Result.Refused("AuthorizationFailed", "no");
    for (int look = 0; look < 3; look++) {
      assertNull(story.state.session().ending(), "not by one look that failed");
      story.does(new LookTarget.Look("set-a", null), refused).later(Duration.ofSeconds(15));
    }
    story.later(Duration.ofSeconds(-15));
    assertEquals(Ending.Cause.REFUSED, story.state.session().ending().cause());
    assertEquals("AuthorizationFailed", story.state.session().ending().detail());
    assertEquals(Phase.DEALLOCATING, story.state.life().phase());
    assertEquals(
        story.now.plusSeconds(60),
        story.state.azure().lookAt(),
        "and is not looked at for a minute");
  }

  @Test
  void aSetThatMayNoLongerBeLookedAtPutsOutNobody() {
    Story story = Story.running();
    Result refused = new Result.Refused("AuthorizationFailed", "no");
    story.does(new LookTarget.Look("set-a", null), refused);
    story.does(new LookTarget.Look("set-a", null), refused);
    assertEquals(Phase.RUNNING, story.state.life().phase());
    assertEquals(
        List.of(new Note.AzureRefused("set-a", "AuthorizationFailed", "no")), story.toldOperator());
  }

  @Test
  void anotherSetThatMayNotBeLookedAtHoldsUpNothing() {
    Story story = lighting().begun().happens(new Event.Swept());
    State before = story.state;
    story.does(new LookTarget.Look("set-b", null), new Result.Refused("AuthorizationFailed", "no"));
    assertEquals(Phase.ALLOCATING, story.state.life().phase());
    assertEquals(before.azure().lookAt(), story.state.azure().lookAt());
    assertEquals(before.azure().scale(), story.state.azure().scale());
    assertEquals(
        List.of("set-a", "set-r"), story.state.azure().pendingChecks(), "it was looked at");
    assertNotNull(story.told(Note.AzureRefused.class));
  }

  @Test
  void aSweepsLookAtAServerThatNeverRanMayFail() {
    Story story = new Story().happens(new Event.Swept());
    story.does(new LookTarget.Look("set-a", null), SOON);
    assertEquals(List.of("set-b", "set-r"), story.state.azure().pendingChecks());
    assertNull(story.state.azure().scale());
    story.does(
        new CapacityTarget.Set(
            new Scale("set-b", "s", 0, null, new Progress(0, 0, 0, null)), "1", false),
        new Result.Done(null));
    assertNull(story.state.azure().scale());
  }

  private static Story stray() {
    return Story.running().keepsSeeing("set-b", 1, "vm-9").keepsSeeing("set-r", 1, "vm-8");
  }

  @Test
  void aStrayIsTriedAgainAfterAFailedLookAndTheOthersAreLeftAlone() {
    Story story = stray();
    Scale other = story.state.azure().orphans().get(1);
    story.does(new LookTarget.Look("set-b", null), new Result.Later(Duration.ofSeconds(20), false));
    assertEquals(story.now.plusSeconds(20), story.state.azure().orphans().getFirst().notBefore());
    assertEquals(1, story.state.azure().orphans().getFirst().attempts());
    assertSame(other, story.state.azure().orphans().get(1));
    assertEquals(Phase.RUNNING, story.state.life().phase());
    assertNull(story.state.azure().lookAt(), "the session's own set is not looked at for it");
  }

  @Test
  void aStrayThatAzureWillNotTakeBackIsToldAndTriedEveryMinute() {
    Story story = stray();
    Scale stray = story.state.azure().orphans().getFirst();
    Result refused = new Result.Refused("ScopeLocked", "delete the lock");
    story.does(new CapacityTarget.Set(stray, "1", false), refused);
    assertEquals(
        new Note.AzureRefused("set-b", "ScopeLocked", "delete the lock"),
        story.toldOperator().getLast());
    Scale again = story.state.azure().orphans().getLast();
    assertEquals("set-b", again.scaleSet());
    assertEquals(story.now.plusSeconds(60), again.notBefore());
    assertEquals(1, again.attempts());
    assertEquals(2, story.state.azure().orphans().size());
    int told = story.toldOperator().size();
    story.does(new CapacityTarget.Set(again, "1", false), refused);
    assertEquals(told, story.toldOperator().size());
    story.does(new CapacityTarget.Set(again, "1", false), new Result.Done(null));
    assertEquals("set-r", story.state.azure().orphans().getFirst().scaleSet());
    assertEquals(1, story.state.azure().orphans().size());
  }
}
