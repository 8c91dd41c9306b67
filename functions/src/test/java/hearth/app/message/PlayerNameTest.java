package hearth.app.message;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PlayerNameTest {

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '"',
      textBlock =
          """
          Luu,                  Luu
          Hue Ap Sior,          Hue Ap Sior
          "  nod dd ",          nod dd
          Ünï,                  Ünï
          日本,                  日本
          """)
  void anHonestNameStaysAsItIs(String name, String tame) {
    assertEquals(tame, PlayerName.tame(name));
  }

  @Test
  void whatCannotBeShownHonestlyIsLeftOut() {
    assertEquals("abc", PlayerName.tame("a\u202Eb\u0007\n\u2028c\uFEFF"));
    assertEquals("?", PlayerName.tame("\u0000\u200F"));
    assertEquals("?", PlayerName.tame(""));
  }

  @Test
  void aNameOfTenThousandCharactersIsCut() {
    assertEquals(64, PlayerName.tame("x".repeat(10_000)).length());
  }

  @Test
  void noInputLeavesAnEmptyOrOverlongName() {
    Random random = new Random(7);
    for (int i = 0; i < 2_000; i++) {
      StringBuilder any = new StringBuilder();
      random.ints(random.nextInt(200), 0, 0x110000).forEach(any::appendCodePoint);
      String tame = PlayerName.tame(any.toString());
      assertTrue(!tame.isEmpty() && tame.codePointCount(0, tame.length()) <= 64);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\u3164", "\u3164\u3164 \u3164", "\u115f\u1160", "\uffa0", "\u2800", "\u034f", "\u17b4",
        "\ufe0f", "\u0301", " \u20dd", "\u00a0", "\u2003", "\u180e", "\u200b\u2060", ""
      })
  void aNameThatLooksEmptyGetsAVisibleStandIn(String name) {
    assertEquals("?", PlayerName.tame(name));
  }

  @Test
  void whatShowsNothingIsLeftOutOfANameThatShowsSomething() {
    assertEquals("Ada", PlayerName.tame("\u3164Ada\u2800"));
    assertEquals("A\u0301da", PlayerName.tame("A\u0301da"));
  }
}
