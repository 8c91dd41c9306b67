package hearth.azure.table;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import hearth.contracts.Contracts;
import hearth.core.CommandName;
import hearth.core.Ending;
import hearth.core.Fetched;
import hearth.core.Newer;
import hearth.core.Options;
import hearth.core.Phase;
import hearth.core.Player;
import hearth.core.ReplyAddress;
import hearth.core.StartTime;
import hearth.core.User;
import hearth.core.history.Tally;
import hearth.core.note.Note;
import hearth.core.note.ServerLine;
import hearth.core.state.Life;
import hearth.core.state.Machine;
import hearth.core.state.Memory;
import hearth.core.state.Orders;
import hearth.core.state.Placing;
import hearth.core.state.Players;
import hearth.core.state.Session;
import hearth.core.state.State;
import hearth.core.state.Telling;
import hearth.core.state.Usage;
import hearth.core.wanted.Announcement;
import hearth.core.wanted.AzureWanted;
import hearth.core.wanted.Delivery;
import hearth.core.wanted.DiscordWanted;
import hearth.core.wanted.Doubt;
import hearth.core.wanted.Hostname;
import hearth.core.wanted.InboxMessage;
import hearth.core.wanted.Lease;
import hearth.core.wanted.Pace;
import hearth.core.wanted.PrivateChannel;
import hearth.core.wanted.Progress;
import hearth.core.wanted.Reply;
import hearth.core.wanted.Scale;
import hearth.core.wanted.SessionMessage;
import hearth.core.wanted.Surplus;
import hearth.core.wanted.Tick;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class StateJsonTest {
  private static final Instant NOW = Instant.parse("2026-11-20T20:00:00Z");
  private static final StartTime START =
      new StartTime(1300, Map.of(Phase.ALLOCATING, 400L, Phase.BOOTING, 500L, Phase.LOADING, 400L));
  private static final User ADA = new User("1000000000000000001", "Ada");
  private final StateJson json = new StateJson();

  @Test
  void whatIsWrittenIsRead() {
    State state = busy(3);
    assertEquals(state, json.read(json.write(state, null)).state());
    assertEquals(State.NEW, json.read(json.write(State.NEW, null)).state());
  }

  @Test
  void whatIsWrittenKeepsTheContract() {
    assertEquals(List.of(), Contracts.errors("state", json.write(State.NEW, null)));
    assertEquals(List.of(), Contracts.errors("state", json.write(busy(2), null)));
  }

  @Test
  void theExamplesOfTheContractAreRead() throws IOException {
    for (Path example : Contracts.examples("state")) {
      StateJson.Read read = json.read(Files.readString(example));
      assertTrue(read.unknown().isEmpty(), example + " holds nothing that is not understood");
    }
  }

  @Test
  void whatANewerVersionWroteIsKept() {
    String newer =
        json.write(busy(1), null)
            .replaceFirst("\\{", "{\"mood\":{\"music\":[1,2]},")
            .replace("\"machine\":{", "\"machine\":{\"colour\":\"red\",");
    StateJson.Read read = json.read(newer);
    assertEquals(busy(1), read.state());
    String written = json.write(busy(2), read.unknown());
    assertTrue(written.contains("\"mood\":{\"music\":[1,2]}"), written);
    assertTrue(written.contains("\"colour\":\"red\""), written);
    assertEquals(busy(2), json.read(written).state());
  }

  @Test
  void startsOfWhichAnEarlierVersionKnewTheLengthAloneAreRemembered() {
    String earlier =
        json.write(State.NEW, null).replace("\"lastStarts\":[]", "\"startSeconds\":[100,140]");
    StateJson.Read read = json.read(earlier);
    assertEquals(
        List.of(new StartTime(100, Map.of()), new StartTime(140, Map.of())),
        read.state().memory().lastStarts());
    String written = json.write(read.state(), read.unknown());
    assertTrue(written.contains("\"startSeconds\":[100,140]"), "for when it is put back");
    assertEquals(read.state(), json.read(written).state());
  }

  @Test
  void whatIsUnknownOfAMachineGoesWithTheMachine() {
    String newer =
        json.write(busy(1), null).replace("\"machine\":{", "\"machine\":{\"colour\":\"red\",");
    String written = json.write(State.NEW, json.read(newer).unknown());
    assertFalse(written.contains("colour"));
    assertEquals(State.NEW, json.read(written).state());
  }

  @Test
  void aDocumentThatCannotBeFollowedIsRefusedWithoutBeingLost() {
    String strange =
        json.write(busy(1), null).replace("\"phase\":\"RUNNING\"", "\"phase\":\"FLYING\"");
    assertThrows(IllegalStateException.class, () -> json.read(strange));
    assertThrows(IllegalStateException.class, () -> json.read("not json"));
  }

  @Test
  void theKindsOfNotesKeepTheirNames() {
    String kinds =
        """
        again-afterwards already-on already-stopping answer-lost answer-refused azure-refused backing-up backup-made backup-not-whole backup-unconfirmed backup-under-way brings-newer broke budget-spent
        budget-warning came-to-nothing ceiling-warning channel-refused connect costs drift
        evicted extended folded for-user foreign forgotten has-stopped idle-warning joined left
        lighting long-running newer-is-there newer-version newest-next-time no-backup no-longer-allowed not-on not-ready noticed order-failed other-session overtaken past pinned poisoned
        presence-unknown ready
        regular-price relit repeated restart-unconfirmed restarting said silent slow-answer status stays-on stopped
        stopping stuck time-is-past time-limit-warning too-late too-many-starts too-much-capacity trying-elsewhere
        up-for version-changed who-is-on
        """;
    assertEquals(
        List.of(kinds.strip().split("\\s+")),
        StateJson.notes(Note.class).map(StateJson::kind).sorted().toList());
  }

  @Test
  void sixtyFourPlayersAndEveryListAtItsCapStayBelow32KiB() {
    int size = json.write(busy(64), null).getBytes(StandardCharsets.UTF_8).length;
    assertTrue(size < 32 * 1024, size + " bytes");
  }

  static State busy(int players) {
    List<Player> roster =
        IntStream.range(0, players)
            .mapToObj(i -> new Player("7656119808779330" + i, "Player number " + i, NOW))
            .toList();
    Note joined = new Note.Joined("Player number 1");
    return new State(
        new Life(Phase.RUNNING, NOW, 7),
        session(joined),
        new Machine("hearth-valheim-a", NOW, "vm-1", "203.0.113.7", 9, 512, NOW, "167812"),
        new Players(roster, players, null, NOW, true, null, null, List.of()),
        new Usage("2026-11", 36_000, 0.3, true),
        new AzureWanted(
            new Scale(
                "hearth-valheim-a",
                "Standard_D2as_v5",
                1,
                "https://example.org/op",
                new Progress(9, 9, 0, null)),
            List.of(
                new Scale(
                    "hearth-valheim-c", "Standard_D2s_v5", 0, null, new Progress(1, 0, 2, NOW))),
            NOW,
            List.of("hearth-valheim-b"),
            List.of(
                new InboxMessage(
                    "stop-7-1", 7, InboxMessage.Type.SAVE_AND_STOP, true, null, NOW, null)),
            new Hostname("203.0.113.7", new Progress(3, 2, 1, NOW)),
            List.of(new Doubt("hearth-valheim-a", Doubt.Claim.SURPLUS, NOW, NOW, 1)),
            List.of(new Surplus("hearth-valheim-a", "vm-2", 0, null))),
        new DiscordWanted(
            List.of(
                new Reply(
                    address("1307000000000000001", "token"),
                    Reply.Follows.NOTHING,
                    new Note.Status(
                        List.of(new ServerLine("Valheim", Phase.RUNNING, null, 1, 5, "1.0.18"))),
                    true,
                    false,
                    new Progress(1, 0, 0, null)),
                new Reply(
                    address("1307000000000000002", null),
                    Reply.Follows.STOP,
                    new Note.Stopping(Phase.SAVING),
                    false,
                    true,
                    new Progress(1, 0, 0, null))),
            IntStream.range(0, 20)
                .mapToObj(
                    i -> new Announcement(i, i % 2 == 0, joined, NOW, NOW, "owner", "key", null))
                .toList(),
            20,
            new SessionMessage(4, "1400000000000000001", 1, null, 2, new Progress(88, 87, 0, null)),
            new PrivateChannel(
                4,
                "1400000000000000009",
                true,
                ADA,
                new PrivateChannel.Access("a:1", "5"),
                NOW,
                new Progress(3, 2, 1, NOW)),
            new Pace(NOW, 3)),
        new Memory(
            IntStream.range(0, 500).mapToObj(i -> Long.toString(1307000000000000000L + i)).toList(),
            List.of(new Memory.Start(ADA.id(), NOW)),
            NOW,
            List.of(new Memory.PlacementCooldown("hearth-valheim-b", NOW)),
            Collections.nCopies(20, START),
            List.of("6a1a7b2e-0000-0000-0000-000000000001"),
            "1.0.18",
            new Newer("1.0.19", "1.0.18", Newer.When.ASKED),
            "1.0.18",
            true),
        new Delivery(new Tick(33, NOW, true), 33, new Lease("owner", NOW)));
  }

  private static ReplyAddress address(String interaction, String token) {
    return new ReplyAddress(
        interaction,
        "1200000000000000001",
        token,
        "1100000000000000002",
        ADA,
        "en-GB",
        CommandName.START,
        false);
  }

  private static Session session(Note joined) {
    return new Session(
        4,
        ADA,
        NOW,
        NOW,
        new Ending(Ending.Cause.ASKED, ADA, true, null),
        null,
        new Placing(
            0,
            List.of(1),
            "world",
            new Fetched(1, 2, 3, 4),
            "no route",
            false,
            List.of(NOW),
            List.of("hearth-valheim-a Standard_D2as_v5")),
        new Orders(
            "stop-7-1",
            false,
            false,
            new Orders.Restart("restart-7-1", NOW),
            null,
            new Options(60, false, null, 0, NOW).newest(true),
            new Orders.Press(NOW, NOW),
            true),
        new Tally(
            NOW,
            1,
            64,
            Map.of(Phase.RUNNING, 3600L, Phase.BOOTING, 60L),
            3600,
            0.03,
            600,
            "1.0.18",
            START),
        new Telling(
            true,
            new Telling.Warned(Ending.Cause.IDLE, NOW, 2),
            List.of("drift"),
            IntStream.range(0, 8).mapToObj(i -> new Telling.Happening(NOW, joined)).toList(),
            new Telling.Ready("203.0.113.7:2456", "167812", NOW, 1)));
  }
}
