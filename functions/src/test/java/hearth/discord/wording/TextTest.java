package hearth.discord.wording;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TextTest {
  private static final String SPECIAL = "\\*_~`|<>@#:/.[]()-+";
  private static final String[] PIECES = {
    "\\",
    "*",
    "**",
    "_",
    "__",
    "~~",
    "`",
    "```",
    "||",
    "> ",
    "# ",
    "-# ",
    "- ",
    "1. ",
    "@everyone",
    "@here",
    "<@1>",
    "<@&2>",
    "<#3>",
    "<t:0:R>",
    "[a](https://b.c)",
    "https://d.e",
    "discord.gg/f",
    "\n",
    "\r",
    "\t",
    "\u0000",
    "\u001b",
    "\u0085",
    "\u2028",
    "\u202e",
    "\u2066",
    "\u200b",
    "\ufeff",
    "\ud83d",
    "\udd25",
    "\ud83d\udd25",
    "\u0301",
    "\u0301\u0302\u0303\u0304",
    "\u3000",
    "a",
    "Z",
    "7",
    " ",
    "'",
    "\u00e4",
    "\u5b57",
    "\ue000"
  };

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      textBlock =
          """
          Ada              | Ada
          Ada Lovelace     | Ada Lovelace
          *bold*           | \\*bold\\*
          a_b_c            | a\\_b\\_c
          https://x.y      | https\\:\\/\\/x\\.y
          [x](y)           | \\[x\\]\\(y\\)
          O'Neill, Jr      | O'Neill, Jr
          """)
  void markdownIsShownAsItIs(String name, String escaped) {
    assertEquals(escaped, Text.escape(name));
  }

  @Test
  void whatCannotBeShownHonestlyIsLeftOut() {
    assertEquals("evil", Text.escape("\u202eev\u0000il\u200b\ufeff"));
    assertEquals("a b", Text.escape("\n a \r\n\u2028 b \n"));
    assertEquals("?", Text.escape(" \u200b\n"));
    assertEquals("?", Text.escape(""));
    assertEquals("?", Text.escape(null));
    assertEquals("a\u0301\u0302", Text.escape("a\u0301\u0302\u0303\u0304\u0305"));
    assertEquals("a".repeat(64), Text.escape("a".repeat(1000)));
  }

  @Test
  void nothingThatANameHoldsIsLeftUnescaped() {
    Random random = new Random(42);
    for (int i = 0; i < 20_000; i++) {
      String escaped = Text.escape(hostile(random));
      assertEscaped(escaped);
      assertFalse(escaped.contains("@everyone") || escaped.contains("@here"), escaped);
      assertTrue(escaped.length() <= 64 * 3, escaped);
      assertPlain(escaped);
    }
  }

  @Test
  void aCodeSpanCannotBeLeft() {
    Random random = new Random(43);
    for (int i = 0; i < 5_000; i++) {
      String code = Text.code(hostile(random));
      assertEquals(0, code.indexOf('`'));
      assertEquals(code.length() - 1, code.indexOf('`', 1), code);
      assertPlain(code);
    }
  }

  @Test
  void aCutBreaksNeitherAnEscapeNorACharacter() {
    Random random = new Random(44);
    for (int i = 0; i < 5_000; i++) {
      String text = Text.escape(hostile(random)) + Text.escape(hostile(random));
      for (int most = 2; most < text.length(); most += 1 + random.nextInt(5)) {
        String cut = Text.cut(text, most);
        assertTrue(cut.length() <= most && cut.endsWith("\u2026"), cut);
        assertEscaped(cut.substring(0, cut.length() - 1));
        assertPlain(cut);
      }
      assertEquals(text, Text.cut(text, text.length()));
    }
  }

  private static void assertEscaped(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) == '\\') {
        i++;
        assertTrue(i < text.length() && SPECIAL.indexOf(text.charAt(i)) >= 0, text);
      } else {
        assertTrue(SPECIAL.indexOf(text.charAt(i)) < 0, text);
      }
    }
  }

  private static void assertPlain(String text) {
    text.codePoints()
        .forEach(
            point -> {
              int type = Character.getType(point);
              boolean broken = type == Character.CONTROL || type == Character.SURROGATE;
              boolean hidden = type == Character.FORMAT && point != 0x200b;
              assertFalse(broken || hidden, () -> Integer.toHexString(point) + " in " + text);
            });
  }

  private static String hostile(Random random) {
    StringBuilder text = new StringBuilder();
    int pieces = random.nextInt(20);
    for (int i = 0; i < pieces; i++) {
      text.append(PIECES[random.nextInt(PIECES.length)]);
    }
    return text.toString();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      textBlock =
          """
          s3cret         | `s3cret`
          a`b            | ``a`b``
          a``b`c         | ```a``b`c```
          `a             | `` `a``
          a`             | ``a` ``
          "` "           | "`` `  ``"
          "a  b"         | "`a  b`"
          '*_~<@1>#'     | `'*_~<@1>#'`
          """)
  void whatIsToBeCopiedIsNotAltered(String text, String shown) {
    assertEquals(shown, Text.copy(text));
    assertEquals(text, read(Text.copy(text)));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 64, 65, 100, 253})
  void whatIsToBeCopiedIsNotCut(int length) {
    assertEquals(length + 2, Text.copy("a".repeat(length)).length());
    assertEquals("`".repeat(length), read(Text.copy("`".repeat(length))));
  }

  @Test
  void namesAndSentencesAreCutEachAtItsOwnLength() {
    String long_ = "x".repeat(1000);
    assertEquals(64, Text.escape(long_).length());
    assertEquals(300, Text.sentence(long_).length());
    assertEquals("no \\@\u200beveryone, one line", Text.sentence("no @everyone,\n one   line"));
  }

  /** As Discord reads a code span: the fence, and one blank between it and a backtick, go. */
  private static String read(String span) {
    Matcher code = Pattern.compile("^(`+)([\\s\\S]*?[^`])\\1(?!`)").matcher(span);
    assertTrue(code.matches(), span);
    return code.group(2).replaceAll("^ (?= *`)|(` *) $", "$1");
  }

  @ParameterizedTest
  @ValueSource(strings = {"\u3164", "\u3164 \u2800", "\u115f\u1160", "\ufe0f", "\u0301"})
  void aNameThatLooksEmptyHasAVisibleStandIn(String name) {
    assertEquals("?", Text.escape(name));
    assertEquals("`?`", Text.code(name));
  }

  @Test
  void whatIsSeenOfANameStays() {
    assertEquals("Ada", Text.escape("\u3164Ada\u2800"));
    assertEquals("\u2764\ufe0f", Text.escape("\u2764\ufe0f"));
  }
}
