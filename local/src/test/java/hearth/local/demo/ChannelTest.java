package hearth.local.demo;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ChannelTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          **Minecraft\\: Java Edition** is ready at | Minecraft: Java Edition | true
          Luu\\_the\\_First joined                  | luu_the_first joined    | true
          Luu joined                                | Hue joined              | false
          """)
  void wordsAreFoundAsAPersonReadsThem(String text, String words, boolean found) {
    assertEquals(found, Channel.holds(text, words));
  }
}
