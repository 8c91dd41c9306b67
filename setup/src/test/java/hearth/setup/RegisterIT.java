package hearth.setup;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import hearth.local.discord.model.DiscordOptions;
import hearth.local.discord.DiscordStandIn;
import hearth.local.http.Fault;
import hearth.local.http.Faults;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Registration against the stand-in for Discord, over HTTP. */
class RegisterIT {
  private final DiscordStandIn discord =
      new DiscordStandIn(
          DiscordOptions.likeDiscord(Friends.APPLICATION, Friends.BOT_TOKEN).limits(20));
  private final Map<String, String> settings = new HashMap<>();

  RegisterIT() {
    discord.start();
    settings.put("DISCORD_APPLICATION_ID", Friends.APPLICATION);
    settings.put("DISCORD_PUBLIC_KEY", "a".repeat(64));
    settings.put("DISCORD_BOT_TOKEN", Friends.BOT_TOKEN);
    settings.put("DISCORD_API", discord.uri().toString());
    settings.put("HEARTH_SERVERS", Friends.fleet());
  }

  @AfterEach
  void stop() {
    discord.close();
  }

  @Test
  void theFirstTimeEverythingIsNewAndTheSecondTimeNothingIsSent() {
    Notebook first = Notebook.unattended();
    assertEquals(0, run(first, "--yes"), first::text);
    assertTrue(first.text().contains("+ /server start  "), first::text);
    assertEquals("server", discord.commands("").at("/0/name").asText());
    Notebook second = Notebook.unattended();
    assertEquals(0, run(second), second::text);
    assertEquals("Nothing to change for every guild.", second.text());
    assertEquals(1, puts());
  }

  @Test
  void aGuildHasItsOwnAndIsToldOfTwins() {
    assertEquals(0, run(Notebook.unattended(), "--yes"));
    Notebook notes = Notebook.unattended();
    assertEquals(0, run(notes, "--yes", "--guild", Friends.GUILD), notes::text);
    assertTrue(notes.text().contains("people see it twice"), notes::text);
    assertEquals(1, discord.commands(Friends.GUILD).size());
    Notebook again = Notebook.unattended();
    run(again, "--guild", Friends.GUILD);
    assertTrue(again.text().startsWith("Nothing to change in guild"), again::text);
  }

  @Test
  void whatChangedIsShownAndNothingElse() {
    run(Notebook.unattended(), "--yes");
    settings.put("HEARTH_COMMAND_PERMISSIONS", "32");
    Notebook notes = Notebook.answering(true);
    assertEquals(0, run(notes));
    List<String> changes = notes.text().lines().filter(line -> line.matches("  [-+~].*")).toList();
    String only = "  ~ /server  default_member_permissions: unset → \"32\"";
    assertEquals(List.of(only), changes, notes::text);
    assertEquals("32", discord.commands("").at("/0/default_member_permissions").asText());
  }

  @Test
  void aNoChangesNothingAndNobodyToAskIsAProblem() {
    assertEquals(1, run(Notebook.answering(false)));
    Notebook nobody = Notebook.unattended();
    assertEquals(1, run(nobody));
    assertTrue(nobody.text().contains("add --yes"), nobody::text);
    assertEquals(0, puts());
  }

  @Test
  void printedJsonIsWhatWouldBeSentAndNothingIsAsked() {
    Notebook notes = Notebook.unattended();
    assertEquals(0, run(notes, "--print"));
    assertTrue(notes.text().startsWith("["));
    assertTrue(discord.calls().isEmpty());
  }

  @Test
  void removedIsRemoved() {
    run(Notebook.unattended(), "--yes");
    Notebook notes = Notebook.unattended();
    assertEquals(0, run(notes, "--yes", "--remove"), notes::text);
    assertTrue(notes.text().contains("- /server start [for]"), notes::text);
    assertTrue(discord.commands("").isEmpty());
  }

  @ParameterizedTest
  @CsvSource({
    "401,Reset Token",
    "403,Discord forbids it",
    "500,discordstatus.com",
    "503,discordstatus.com",
    "404,Discord does not know it",
  })
  void aRefusalSaysWhatToDo(int status, String words) {
    discord.faults().on("applications", new Fault.Broken(status));
    Notebook notes = Notebook.unattended();
    assertEquals(1, run(notes, "--yes"));
    assertTrue(notes.text().contains(words), notes::text);
  }

  @Test
  void aShortWaitIsWaitedOutAndALongOneTold() {
    discord.faults().next("applications", new Fault.TooMany(Duration.ofMillis(20)), 1);
    assertEquals(0, run(Notebook.unattended(), "--yes"));
    discord.faults().on("applications", new Fault.TooMany(Duration.ofSeconds(90)));
    Notebook notes = Notebook.unattended();
    assertEquals(1, run(notes, "--yes"));
    assertEquals("Discord asks to wait 90 s. Run this again afterwards.", notes.text());
  }

  @Test
  void aLostConnectionIsNoStackTrace() {
    discord.faults().on(Faults.ALL, new Fault.LostRequest());
    Notebook notes = Notebook.unattended();
    assertEquals(1, run(notes, "--yes"));
    assertTrue(notes.text().startsWith("Discord cannot be reached at 127.0.0.1"), notes::text);
  }

  @ParameterizedTest
  @CsvSource({
    "DISCORD_API,http://discord.example/api,must be an https address",
    "DISCORD_API,a b,is not an address",
    "DISCORD_BOT_TOKEN,' ',must be set",
    "HEARTH_COMMAND_PERMISSIONS,all,decimal bit set",
    "HEARTH_SERVERS,[],HEARTH_SERVERS",
  })
  void aWrongSettingIsNamedAndNothingIsSent(String key, String value, String words) {
    settings.put(key, value);
    Notebook notes = Notebook.unattended();
    assertEquals(1, run(notes, "--yes"));
    assertTrue(notes.text().contains(words), notes::text);
    assertTrue(discord.calls().isEmpty());
  }

  @ParameterizedTest
  @CsvSource({"--guild,12a,2,wants a guild's id", "--guild,12,1,No server of HEARTH_SERVERS"})
  void aWrongGuildIsToldOf(String option, String guild, int code, String words) {
    Notebook notes = Notebook.unattended();
    assertEquals(code, run(notes, option, guild));
    assertTrue(notes.text().contains(words), notes::text);
  }

  @Test
  void aWordThatMeansNothingIsToldOf() {
    Notebook notes = Notebook.unattended();
    assertEquals(2, run(notes, "everything", "--yes"));
    assertTrue(notes.text().contains("'everything'"), notes::text);
    assertTrue(discord.calls().isEmpty());
  }

  @Test
  void whatCouldCommandATerminalIsNotPrinted() {
    assertEquals("a?[2Jb\nc", Terminal.harmless("a\u001b[2Jb\nc"));
    assertEquals("a?31mb?c?\u00fc →", Terminal.harmless("a\u009b31mb\u202ec\u2028\u00fc →"));
  }

  @Test
  void theTokenIsNeverShown() {
    settings.put("DISCORD_BOT_TOKEN", "a-wrong-but-secret-token");
    Notebook notes = Notebook.unattended();
    assertEquals(1, run(notes, "--yes"));
    assertTrue(notes.text().contains("Reset Token"), notes::text);
    assertFalse(notes.text().contains("secret-token"), notes::text);
  }

  private int run(Notebook notes, String... options) {
    String[] all = new String[options.length + 1];
    all[0] = "register";
    System.arraycopy(options, 0, all, 1, options.length);
    return new Setup(notes, settings).run(all);
  }

  private long puts() {
    return discord.calls().stream().filter(call -> call.method().equals("PUT")).count();
  }
}
