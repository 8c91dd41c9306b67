package hearth.core.port;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import hearth.core.delivery.Story;
import hearth.core.port.StateStore.Versioned;
import hearth.core.state.Draft;
import hearth.core.state.State;
import hearth.core.state.Step;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What every store of states promises, whatever is behind it. */
public abstract class StateStoreContract {
  private final String server = "s" + UUID.randomUUID();

  /** A store that may hold other servers' states, but not this test's. */
  protected abstract StateStore store();

  /** Somebody deletes the server's state. */
  protected abstract void lose(String server);

  @Test
  public void aStateThatWasDeletedBeginsAfterTheNewestGenerationEver() {
    Versioned first = store().save(server, store().load(server), numbered(41)).orElseThrow();
    Versioned second = store().save(server, first, numbered(42)).orElseThrow();
    assertTrue(store().save(server, second, numbered(42)).isPresent());
    lose(server);
    Versioned found = store().load(server);
    assertNull(found.etag());
    assertEquals(State.startingAfter(42), found.state());
    assertTrue(store().save(server, found, numbered(43)).isPresent());
    assertEquals(43, store().load(server).state().life().generation());
  }

  @Test
  public void aServerThatWasNeverSavedIsNew() {
    Versioned found = store().load(server);
    assertEquals(State.NEW, found.state());
    assertNull(found.etag());
  }

  @Test
  public void whatIsSavedIsLoaded() {
    Step state = numbered(1);
    Versioned saved = store().save(server, store().load(server), state).orElseThrow();
    Versioned found = store().load(server);
    assertEquals(state.state(), found.state());
    assertEquals(saved.etag(), found.etag());
  }

  @Test
  public void ofTwoFirstSavesOneWins() {
    Versioned nothing = store().load(server);
    assertTrue(store().save(server, nothing, numbered(1)).isPresent());
    assertTrue(store().save(server, nothing, numbered(2)).isEmpty());
    assertEquals(1, store().load(server).state().life().generation());
  }

  @Test
  public void ofTwoLaterSavesOneWins() {
    Versioned first = store().save(server, store().load(server), numbered(1)).orElseThrow();
    assertTrue(store().save(server, first, numbered(2)).isPresent());
    assertTrue(store().save(server, first, numbered(3)).isEmpty());
    assertEquals(2, store().load(server).state().life().generation());
  }

  @Test
  public void whatASaveGaveCanBeSavedOver() {
    Versioned first = store().save(server, store().load(server), numbered(1)).orElseThrow();
    Versioned second = store().save(server, first, numbered(2)).orElseThrow();
    Optional<Versioned> third = store().save(server, second, numbered(3));
    assertTrue(third.isPresent());
    assertEquals(3, store().load(server).state().life().generation());
  }

  @Test
  public void aStateLargerThanAPropertyIsKeptWhole() {
    Draft draft = new Draft(Story.SERVER, State.NEW, new Story().now);
    draft.memory.seen(IntStream.range(0, 4000).mapToObj(i -> "130700000000000" + i).toList());
    Step large = draft.step();
    assertTrue(store().save(server, store().load(server), large).isPresent());
    assertEquals(large.state(), store().load(server).state());
    Versioned found = store().load(server);
    assertTrue(store().save(server, found, numbered(1)).isPresent());
    assertEquals(numbered(1).state(), store().load(server).state());
  }

  private static Step numbered(long generation) {
    Draft draft = new Draft(Story.SERVER, State.NEW, new Story().now);
    draft.life.generation(generation);
    return draft.step();
  }
}
