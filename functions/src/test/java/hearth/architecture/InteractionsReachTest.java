package hearth.architecture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import hearth.app.InteractionsFunction;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Somebody waits for the interactions function: what it could ever load is held down. */
class InteractionsReachTest {
  private static final Reach FUNCTION = Reach.of(InteractionsFunction.class);
  private static final Reach FIXTURE = Reach.of(FarReaching.class);

  @ParameterizedTest
  @ValueSource(
      strings = {
        "com.azure.",
        "java.net.http.",
        "com.fasterxml.",
        "reactor.",
        "hearth.azure.",
        "hearth.discord.chat."
      })
  void theInteractionsFunctionReachesNothingSlow(String prefix) {
    assertEquals(List.of(), FUNCTION.within(prefix));
  }

  @Test
  void itsLibrariesAreFollowedToo() {
    assertFalse(FUNCTION.within("net.i2p.crypto.eddsa.math.ed25519.").isEmpty());
    assertFalse(FUNCTION.within("hearth.core.").isEmpty());
  }

  @ParameterizedTest
  @ValueSource(strings = {"com.azure.", "java.net.http.", "com.fasterxml.jackson.databind."})
  void whatReachesSomethingSlowFarAwayIsCaught(String prefix) {
    List<String> ways = FIXTURE.within(prefix);
    assertFalse(ways.isEmpty());
    assertTrue(ways.get(0).startsWith(FarReaching.class.getName() + " -> "), ways.get(0));
  }
}
