package hearth.core.state;

import static hearth.core.delivery.Story.ADA;
import static org.junit.jupiter.api.Assertions.assertEquals;

import hearth.core.CommandName;
import hearth.core.Lists;
import hearth.core.delivery.Story;
import hearth.core.wanted.Progress;
import hearth.core.wanted.Scale;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What states that older versions saved are taken for. */
class StateTest {

  @Test
  void whatAnOlderVersionDidNotKnowIsAsIfNothingOfItHadHappened() {
    State old = new State(null, null, null, null, null, null, null, null, null);
    assertEquals(State.NEW, old);
  }

  @Test
  void aSessionOfAnOlderVersionWasLitNowhereThatIsKnown() {
    Session s = new Story().asks(ADA, CommandName.START).state.session();
    Session old = new Session(1, ADA, s.startedAt(), null, null, null, null, null, null, null);
    assertEquals(List.of(), old.placing().lit());
    assertEquals(Map.of(), old.tally().spent());
  }

  @Test
  void whatIsKnownIsKept() {
    Story story = Story.running().minutes(1, 1).evicting(true).begun().sees("set-a", 0);
    story.twisted(
        d -> {
          d.azure.orphans(
              Lists.plus(
                  d.azure.orphans(),
                  new Scale("set-r", "s", 0, null, new Progress(1, 0, 0, null))));
          d.memory.poisonTold(Lists.plus(d.memory.poisonTold(), "m-1"));
        });
    assertEquals(story.state, new Draft(story.server, story.state, story.now).state());
    assertEquals(List.of("m-1"), story.state.memory().poisonTold());
    assertEquals(1, story.state.azure().orphans().size());
    assertEquals(60, story.state.usage().seconds());
    assertEquals(1, story.state.memory().lastStarts().size());
    assertEquals(1, story.state.session().tally().lost());
    assertEquals(2, story.state.session().placing().lit().size());
  }
}
