package hearth.setup;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Guild 1 with roles 1 (everybody), 2 and 3; the bot is member 9 with role 2. */
class PermissionsTest {
  private static final long ALL = ~0L;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '^',
      value = {
        "everybody's role counts|7|5|0|0||5",
        "one's own roles add to it|7|5|2|0||7",
        "another's role does not|7|5|0|2||5",
        "administrators may all|7|8|0|0|1:0:4|-1",
        "so may the owner|9|0|0|0||-1",
        "the channel denies everybody|7|6|0|0|1:0:4|2",
        "what it allows a role comes after|7|6|0|0|1:0:4 2:4:0|6",
        "another role's overwrite is nothing|7|6|0|0|3:1:2|6",
        "the member's own comes last|7|6|0|0|2:0:4 9:4:0|6",
        "and may deny|7|6|0|0|2:4:0 9:0:4|2",
      })
  void theyAreComputedAsDiscordDoes(
      String rule, String owner, long everybody, long own, long other, String over, long held)
      throws JsonProcessingException {
    String roles = role(1, everybody) + "," + role(2, own) + "," + role(3, other);
    JsonNode guild = json("{'id':'1','owner_id':'" + owner + "','roles':[" + roles + "]}");
    JsonNode channel = json("{'permission_overwrites':[" + overwrites(over) + "]}");
    JsonNode member = json("{'roles':['2']}");
    assertEquals(held == -1 ? ALL : held, Permissions.effective(guild, member, "9", channel), rule);
  }

  /** View Channels, Send Messages, Embed Links and Read Message History: bits 10, 11, 14, 16. */
  @Test
  void theInvitationAsksForWhatEveryChannelNeedsAndForNothingElse() {
    String invitation = Refusals.invitation("1200000000000000001");
    assertEquals("84992", invitation.substring(invitation.indexOf("permissions=") + 12));
  }

  private static String role(int id, long permissions) {
    return "{'id':'" + id + "','permissions':'" + permissions + "'}";
  }

  private static String overwrites(String text) {
    StringBuilder json = new StringBuilder();
    for (String one : text == null ? new String[0] : text.split(" ", -1)) {
      String[] parts = one.split(":", -1);
      json.append(json.isEmpty() ? "" : ",");
      json.append(
          "{'id':'"
              + parts[0]
              + "','type':0,'allow':'"
              + parts[1]
              + "','deny':'"
              + parts[2]
              + "'}");
    }
    return json.toString();
  }

  private static JsonNode json(String text) throws JsonProcessingException {
    return new ObjectMapper().readTree(text.replace('\'', '"'));
  }
}
