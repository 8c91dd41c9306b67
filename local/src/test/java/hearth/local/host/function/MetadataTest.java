package hearth.local.host.function;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;

final class MetadataTest {
  private final Metadata metadata = new Metadata().with("DequeueCount", "3").with("Id", "abc");

  @Test
  void aNameIsFoundWhateverItsCase() {
    assertEquals("3", metadata.bound("dequeueCOUNT", String.class));
  }

  @Test
  void numbersAreBoundAsNumbers() {
    assertEquals(3L, metadata.bound("DequeueCount", long.class));
    assertEquals(3, metadata.bound("DequeueCount", Integer.class));
  }

  @Test
  void theMembersOfAMessageWin() {
    metadata.withMembersOf("{\"ID\":\"other\",\"deep\":{\"a\":1}}");
    assertEquals("other", metadata.bound("Id", String.class));
    assertEquals("{\"a\":1}", metadata.bound("deep", String.class));
  }

  @Test
  void whatIsNotAnObjectHasNoMembers() {
    metadata.withMembersOf("[1]").withMembersOf("Id").withMembersOf("");
    assertEquals("abc", metadata.bound("Id", String.class));
  }

  @Test
  void whatIsMissingOrOfAnotherTypeFails() {
    assertThrows(IllegalArgumentException.class, () -> metadata.bound("Nothing", String.class));
    assertThrows(IllegalArgumentException.class, () -> metadata.bound("Id", long.class));
  }
}
