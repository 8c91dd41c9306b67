package hearth.discord.interaction;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class RejectionsTest {
  private final Rejections rejections = new Rejections();

  @Test
  void aFloodFillsThreeLinesAMinuteAndIsCountedWhole() {
    Instant minute = Instant.ofEpochSecond(6000);
    for (int i = 1; i <= 3; i++) {
      assertEquals(
          "Rejected with 401; since the last line 1, in all " + i, rejections.count(401, minute));
    }
    for (int i = 0; i < 1000; i++) {
      assertNull(rejections.count(401, minute.plusSeconds(59)));
    }
    assertEquals(
        "Rejected with 413; since the last line 1001, in all 1004",
        rejections.count(413, minute.plusSeconds(60)));
  }
}
