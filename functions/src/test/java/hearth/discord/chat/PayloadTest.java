package hearth.discord.chat;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import hearth.core.Cost;
import hearth.core.Ending;
import hearth.core.Phase;
import hearth.core.Player;
import hearth.core.User;
import hearth.core.note.Note;
import hearth.core.state.SessionView;
import hearth.core.state.Telling;
import hearth.discord.Samples;
import hearth.discord.wording.Wording;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class PayloadTest {
  private static final Instant AT = Instant.ofEpochSecond(1_790_000_000);
  private static final SessionView.Spending FREE = new SessionView.Spending(Cost.NONE, 0, null, AT);
  private static final Wording EN = Wording.in("");
  private static final ObjectMapper JSON = new ObjectMapper();

  @Test
  void textPingsNobodyAndIsCut() throws IOException {
    JsonNode json = JSON.readTree(Payload.text(EN, "\\*".repeat(3000)).once("n").json());
    assertEquals(0, json.at("/allowed_mentions/parse").size());
    assertTrue(json.at("/allowed_mentions/parse").isArray());
    assertEquals("n", json.path("nonce").textValue());
    assertTrue(json.path("enforce_nonce").booleanValue());
    assertTrue(json.path("content").textValue().length() <= 2000);
    assertFalse(JSON.readTree(Payload.text(EN, "x").json()).has("nonce"));
  }

  @ParameterizedTest
  @EnumSource(Phase.class)
  void theFullestSessionMessageKeepsDiscordsLimits(Phase phase) throws IOException {
    JsonNode json =
        JSON.readTree(Payload.session(EN, card(phase, "*@#".repeat(40), 256, 40)).once("n").json());
    JsonNode embed = json.at("/embeds/0");
    int all = length(embed, "title", 256) + length(embed, "description", 4096);
    assertTrue(embed.path("fields").size() <= 25);
    for (JsonNode field : embed.path("fields")) {
      all += length(field, "name", 256) + length(field, "value", 1024);
    }
    assertTrue(all <= 6000, "it has " + all);
    length(json, "content", 2000);
  }

  @ParameterizedTest
  @EnumSource(Phase.class)
  void theEmptiestSessionMessageIsStillOne(Phase phase) throws IOException {
    SessionView view =
        new SessionView(
            1,
            new SessionView.Progress(phase, AT, null, null, false, null),
            new SessionView.Start(null, AT),
            new SessionView.Access(null, null),
            null,
            null,
            null,
            null,
            FREE,
            List.of());
    JsonNode json =
        JSON.readTree(Payload.session(EN, new SessionCard(EN, Samples.VALHEIM, view)).json());
    assertTrue(json.path("content").textValue().startsWith("**Valheim**: "));
    assertFalse(json.toString().contains("null"), json.toString());
  }

  @ParameterizedTest
  @EnumSource(Phase.class)
  void aStepIsShownOnTheWayUpAlone(Phase phase) {
    SessionView view =
        new SessionView(
            1,
            new SessionView.Progress(phase, AT, "game", null, false, null),
            new SessionView.Start(null, AT),
            new SessionView.Access(null, null),
            null,
            null,
            null,
            null,
            FREE,
            List.of());
    String text = Payload.session(EN, new SessionCard(EN, Samples.VALHEIM, view)).json();
    boolean up = phase.compareTo(Phase.ALLOCATING) >= 0 && phase.compareTo(Phase.RUNNING) < 0;
    assertEquals(up, text.contains("starting the game"), text);
  }

  @Test
  void theSessionMessageShowsWhatPlayersNeed() throws IOException {
    JsonNode embed =
        JSON.readTree(Payload.session(EN, card(Phase.RUNNING, "Luu", 1, 2)).json()).at("/embeds/0");
    String text = embed.toString();
    assertEquals("Valheim", embed.path("title").textValue());
    assertTrue(text.contains("`203.0.113.7:2456`") && text.contains("`123456`"), text);
    assertTrue(text.contains("Luu, <t:1790000000:R>"), text);
    assertTrue(text.contains("Stops by itself"), text);
    assertTrue(text.contains("<t:1790000000:t> Luu joined"), text);
  }

  @Test
  void whoDoesNotFitIsCounted() throws IOException {
    String text = Payload.session(EN, card(Phase.RUNNING, "A quite long name", 256, 0)).json();
    assertTrue(text.contains(" more"), text);
  }

  @ParameterizedTest(name = "{0} and {1} s unpriced before, since then {2} s at {3}: {4}")
  @CsvSource(
      delimiter = '|',
      value = {
        "0    | 0    |      | 0     | ''",
        "0    | 3600 |      | 0     | ''",
        "0    | 0    | 3600 | 0     | ''",
        "0    | 0    | 3600 | 0.031 | Costs so far: about $0.03 (estimate as of <t:1790003600:t>)",
        "0.04 | 0    | 3600 | 0.031 | Costs so far: about $0.07 (estimate as of <t:1790003600:t>)",
        "0.04 | 60   | 3600 | 0.031 | Costs so far: at least $0.07 (estimate as of <t:1790003600:t>)",
        "0.04 | 0    | 3600 | 0     | Costs so far: at least $0.04 (estimate as of <t:1790003600:t>)",
        "0    | 0    | 9    | 0.031 | Costs so far: about $0.01 (estimate as of <t:1790000009:t>)",
        "0.07 | 0    |      | 0     | Cost: about $0.07 (estimate)",
      })
  void theCardSaysWhatIsKnownOfTheCost(
      double before, long unpriced, @Nullable Long seconds, double perHour, String line) {
    SessionView.Spending spending =
        seconds == null
            ? new SessionView.Spending(new Cost(before, unpriced), 0, null, AT)
            : new SessionView.Spending(
                new Cost(before, unpriced), perHour, AT, AT.plusSeconds(seconds));
    String text =
        Payload.session(EN, card(seconds == null ? Phase.STOPPED : Phase.RUNNING, spending)).json();
    assertTrue(text.contains(line), text);
    assertEquals(!line.isEmpty(), text.contains("ost"), text);
  }

  private static SessionCard card(Phase phase, String name, int players, int happenings) {
    return card(
        phase, name, players, happenings, new SessionView.Spending(new Cost(9, 9), 1, AT, AT));
  }

  private static SessionCard card(Phase phase, SessionView.Spending spending) {
    return card(phase, "Luu", 1, 1, spending);
  }

  private static SessionCard card(
      Phase phase, String name, int players, int happenings, SessionView.Spending spending) {
    List<Player> roster = new ArrayList<>();
    for (int i = 0; i < players; i++) {
      roster.add(new Player("key" + i, name, AT));
    }
    List<Telling.Happening> recent = new ArrayList<>();
    for (int i = 0; i < happenings; i++) {
      recent.add(new Telling.Happening(AT, new Note.Joined(name)));
    }
    User user = new User("1", name);
    SessionView view =
        new SessionView(
            1,
            new SessionView.Progress(phase, AT, name, null, false, AT.plusSeconds(140)),
            new SessionView.Start(user, AT),
            new SessionView.Access("203.0.113.7:2456", "123456"),
            roster,
            players,
            AT,
            new SessionView.End(new Ending(Ending.Cause.ASKED, user, true, name), AT),
            spending,
            recent);
    return new SessionCard(EN, Samples.VALHEIM, view);
  }

  private static int length(JsonNode node, String name, int most) {
    String text = node.path(name).textValue();
    assertTrue(!text.isEmpty() && text.length() <= most, name + " has " + text.length());
    return text.length();
  }
}
