package hearth.core;

import static hearth.core.Story.ADA;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What states that older versions saved are taken for. */
class StateTest {

  @Test
  void whatAnOlderVersionDidNotKnowIsAsIfNothingOfItHadHappened() {
    State s = State.NEW;
    State old =
        new State(
            s.phase(),
            s.since(),
            0,
            null,
            null,
            s.players(),
            null,
            null,
            null,
            List.of(),
            List.of(),
            List.of(),
            List.of(),
            0,
            null,
            List.of(),
            List.of(),
            null,
            List.of(),
            null,
            null,
            null,
            null,
            null,
            null,
            null,
            0,
            null);
    assertEquals(State.NEW, old);
  }

  @Test
  void aSessionOfAnOlderVersionWasLitNowhereThatIsKnown() {
    Session s = new Story().asks(ADA, CommandName.START).state.session();
    Session old =
        new Session(
            1,
            ADA,
            s.startedAt(),
            null,
            0,
            List.of(),
            null,
            null,
            false,
            List.of(),
            false,
            null,
            null,
            null,
            null,
            false,
            false,
            null,
            null,
            0,
            null,
            0,
            0,
            null,
            0,
            List.of(),
            List.of());
    assertEquals(List.of(), old.lit());
    assertEquals(Map.of(), old.spent());
  }

  @Test
  void whatIsKnownIsKept() {
    Story story = Story.running().minutes(1, 1).evicting(true).begun().sees("set-a", 0);
    story.twisted(
        d -> {
          d.strays.add(new Scale("set-r", "s", 0, 1, 0, null, 0, null));
          d.kept.add("m-1");
        });
    assertEquals(story.state, new Draft(story.server, story.state, story.now).state());
    assertEquals(List.of("m-1"), story.state.kept());
    assertEquals(1, story.state.strays().size());
    assertEquals(60, story.state.usage().seconds());
    assertEquals(1, story.state.startSeconds().size());
    assertEquals(1, story.state.session().lost());
    assertEquals(2, story.state.session().lit().size());
    State written = story.state.written();
    assertEquals(List.of(), written.rows());
    assertSame(written, written.written());
  }
}
