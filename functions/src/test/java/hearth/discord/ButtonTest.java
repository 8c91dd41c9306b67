package hearth.discord;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import hearth.core.CommandName;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ButtonTest {

  @Test
  void whatIsWrittenIsRead() {
    for (CommandName command :
        List.of(CommandName.START, CommandName.STOP, CommandName.EXTEND, CommandName.STATUS)) {
      Button button = new Button(command, "a".repeat(32), 999_999_999_999_999L);
      assertEquals(button, Button.read(button.customId()));
      assertTrue(button.customId().length() <= 100);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "stop",
        "stop:",
        "stop:valheim",
        "stop:valheim:",
        "stop:valheim:0",
        "stop:valheim:-1",
        "stop:valheim:x",
        "stop:valheim:1:2",
        "stop:valheim:9999999999999999",
        "players:valheim:1",
        "say:valheim:1",
        "explode:valheim:1",
        ":valheim:1"
      })
  void whatIsNoneOfOursIsNoButton(String customId) {
    assertNull(Button.read(customId));
  }
}
