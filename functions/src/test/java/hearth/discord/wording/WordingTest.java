package hearth.discord.wording;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import hearth.core.CommandName;
import hearth.core.Cost;
import hearth.core.Ending;
import hearth.core.Fetched;
import hearth.core.Newer;
import hearth.core.Phase;
import hearth.core.StartTime;
import hearth.core.StartTimes;
import hearth.core.User;
import hearth.core.note.CostLine;
import hearth.core.note.Note;
import hearth.core.note.ServerLine;
import hearth.discord.Samples;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class WordingTest {
  private static final String HOSTILE = "@everyone\n# x <@1> **y** `z` [a](https://b) \u202e||s||";
  private static final User LUU = new User("1", "Luu");

  private final Wording wording = Wording.in("en-GB");

  @Test
  void aMonthsCostsReadLikeThis() {
    CostLine.Sum both = new CostLine.Sum(2, 12_660, new Cost(0.0849, 0));
    CostLine line =
        new CostLine(
            "Valheim",
            both,
            new Cost(0.0349, 0),
            List.of(
                new CostLine.OfPerson(LUU, new CostLine.Sum(1, 7200, new Cost(0.05, 0))),
                new CostLine.OfPerson(null, new CostLine.Sum(1, 5460, new Cost(0.0349, 60)))),
            2,
            new CostLine.Budget(3.52, 150, 0.0849, 5));
    CostLine free =
        new CostLine(
            "Luanti", new CostLine.Sum(1, 600, new Cost(0, 600)), null, List.of(), 0, null);
    CostLine none = new CostLine("Factorio", CostLine.Sum.NONE, null, List.of(), 0, null);
    assertEquals(
        """
        Estimated costs of machines in `2026-11` (UTC), by when a session began:
        **Valheim**: about $0.08, 3 h 31 min
        This session so far: about $0.03
        Budget: $0.08 of $5.00
        Budget: 3.5 of 150 h
        • Luu: about $0.05, 2 h
        • found running: at least $0.03, 1 h 31 min
        … and 2 more
        **Luanti**: at an unknown price, 10 min
        **Factorio**: not started""",
        say(new Note.Costs("2026-11", List.of(line, free, none))));
  }

  @Test
  void anEveningReadsLikeThis() {
    assertEquals(
        "**Valheim**: the machine is booting (downloading the game) …",
        say(new Note.Lighting(Phase.BOOTING, "image", false)));
    assertEquals(
        "**Valheim** is ready at `203.0.113.7:2456`, join code `123456`.",
        say(new Note.Ready("203.0.113.7:2456", "123456")));
    assertEquals("Luu joined **Valheim**.", say(new Note.Joined("Luu")));
    assertEquals("Luu left **Valheim**.", say(new Note.Left("Luu")));
    assertEquals(
        "**Valheim** was started by Luu: ready at `203.0.113.7:2456`.",
        say(new Note.AlreadyOn(LUU, Phase.RUNNING, "203.0.113.7:2456", null)));
    assertEquals(
        "**Valheim** is being stopped: saving the world …", say(new Note.Stopping(Phase.SAVING)));
    assertEquals(
        "**Valheim** was saved and stopped after 2 h 5 min.", say(new Note.HasStopped(true, 125)));
    assertEquals(
        "**Valheim** was saved and stopped after 1 h (peak players: 3): asked by Luu.",
        say(new Note.Stopped(new Ending(Ending.Cause.ASKED, LUU, true, null), 60, 3)));
    assertEquals(
        "**Valheim** was saved and stopped after 2 h 14 min, about $0.07: asked by Luu.",
        say(
            new Note.Stopped(
                new Ending(Ending.Cause.ASKED, LUU, true, null), 134, 0, new Cost(0.0692, 0))));
    assertEquals(
        "Luu: your `start` for **Valheim** reached me too late to be carried out. Please ask again.",
        say(new Note.TooLate(LUU, CommandName.START)));
    assertEquals(
        "**Valheim**: ready at `1.2.3.4:5`, players: 1 player, since <t:60:R>\n**Factorio**: stopped",
        say(
            new Note.Status(
                List.of(
                    new ServerLine("Valheim", Phase.RUNNING, "1.2.3.4:5", 1, 60, null),
                    new ServerLine("Factorio", Phase.STOPPED, null, null, 0, null)))));
  }

  @ParameterizedTest(name = "{0} of {1} bytes, {2} of {3} parts")
  @CsvSource(
      delimiter = '|',
      value = {
        "312400000 | 840000000 | 2 | 9 | downloading the game, 312 of 840 MB (37%)",
        "312400000 | 0 | 2 | 9 | downloading the game, 312 MB, 2 of 9 parts",
        "840000000 | 840000000 | 8 | 9 | downloading the game, 840 MB, 8 of 9 parts",
        "900000000 | 840000000 | 0 | 0 | downloading the game, 900 MB",
        "840000000 | 840000000 | 0 | 0 | downloading the game, 840 of 840 MB (100%)",
        "5 | 0 | 0 | 0 | downloading the game, 0 MB",
      })
  void howFarADownloadIsIsSaidInMegabytesAndAsAShareWhereThatIsKnown(
      long bytes, long ofBytes, int layers, int ofLayers, String words) {
    Fetched fetched = new Fetched(bytes, ofBytes, layers, ofLayers);
    assertEquals(words, wording.step("image", fetched, false));
    assertEquals(wording.step("image", true), wording.step("image", fetched, true));
    assertEquals("", wording.step("nothing we know", fetched, false));
  }

  @Test
  void aBackupThatHoldsNoWholeWorldIsNamedWithWhatIsMissing() {
    assertEquals(
        "**Valheim**: the backup `valheim-20261120T205958Z.tar.gz` is kept, but holds no whole"
            + " world: `save 3 has no .ok`",
        say(new Note.BackupNotWhole("valheim-20261120T205958Z.tar.gz", "save 3 has no .ok")));
  }

  @Test
  void linesThatNoPatternKnewCanBePastedAsTheyAre() {
    String lines = "nothing recognised for 45 minutes\n<Name1> …\nName1 came aboard from 192.0.2.0";
    assertEquals(
        "**Valheim**: I no longer understand the game's log. An update may have changed it.\n```\n"
            + lines
            + "\n```",
        say(new Note.Drift(lines)));
    String hostile = say(new Note.Drift("a```\n@everyone\u202e [x](http://x)"));
    assertTrue(hostile.endsWith("```\na'''\n@everyone [x](http://x)\n```"), hostile);
    String long9 = say(new Note.Drift("first\n" + "x".repeat(1500)));
    assertTrue(long9.length() < 2000 && long9.endsWith("x\n```"), long9);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "NOW | this start brings version `26.4` of the game. The world was last open in `26.3`.",
        "NEXT | version `26.4` of the game is out. The next start brings it; `26.3` runs until then.",
        "ASKED | version `26.4` of the game is out. This server stays at `26.3` until a start asks"
            + " for the newest.",
      })
  void aNewerVersionIsToldWithTheStartThatBringsIt(Newer.When when, String words) {
    Newer newer = new Newer("26.4", "26.3", when);
    Note note =
        when == Newer.When.NOW ? new Note.BringsNewer(newer) : new Note.NewerIsThere(newer, 1);
    assertEquals("**Valheim**: " + words, say(note));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "26.4 | false | **M**: stopped · `26.4` is out",
        "26.4 | true | **M**: stopped · `26.4` with the next start",
        " | true | **M**: stopped · the newest version with the next start",
        " | false | **M**: stopped",
      })
  void statusSaysWhatTheNextStartBrings(String newer, boolean takes, String words) {
    ServerLine line = new ServerLine("M", Phase.STOPPED, null, null, 0, null, newer, takes, null);
    assertEquals(words, say(new Note.Status(List.of(line))));
  }

  @Test
  void statusSaysHowLongTheLastStartsTook() {
    StartTimes times = StartTimes.of(starts(90, 30, 95, 100, 240));
    ServerLine line = new ServerLine("M", Phase.STOPPED, null, null, 0, null, null, false, times);
    assertEquals(
        "**M**: stopped\n-# last starts: 5, median 95 s, p90 240 s"
            + " · machine 40/40 s · boot 50/50 s · world 5/150 s",
        say(new Note.Status(List.of(line))));
  }

  @Test
  void ofStartsWithoutPhasesTheWholeIsSaid() {
    StartTimes times = StartTimes.of(List.of(new StartTime(140, Map.of())));
    ServerLine line = new ServerLine("M", Phase.STOPPED, null, null, 0, null, null, false, times);
    assertEquals(
        "**M**: stopped\n-# last starts: 1, median 140 s, p90 140 s",
        say(new Note.Status(List.of(line))));
  }

  private static List<StartTime> starts(long... lengths) {
    return Arrays.stream(lengths)
        .mapToObj(
            length ->
                new StartTime(
                    length,
                    Map.of(
                        Phase.ALLOCATING,
                        length < 40 ? length : 40L,
                        Phase.BOOTING,
                        length < 40 ? 0L : 50L,
                        Phase.LOADING,
                        Math.max(0, length - 90))))
        .toList();
  }

  @Test
  void thatNoSaveWasSeenIsSaid() {
    assertTrue(say(new Note.HasStopped(false, 1)).contains("no save was confirmed"));
    assertFalse(say(new Note.HasStopped(null, 1)).contains("save"));
  }

  @Test
  void whateverIsToldHoldsNothingHostile() {
    for (Note note : Samples.notes(HOSTILE)) {
      String whole = wording.note(Samples.server(HOSTILE), note);
      // Nothing but its fence means anything inside a code span.
      String text = whole.replaceAll("(?<![\\\\`])(`+)(?!`)(?s:.*?[^`])\\1(?!`)", "");
      for (String bad : List.of("@everyone", "\n#", "<@1>", "**y", "`z`", "](", "\u202e", "||s")) {
        assertFalse(text.contains(bad), () -> note + " says " + text);
      }
    }
  }

  @Test
  void everythingIsToldAlsoWhereAWordIsMissing() {
    for (Note note : Samples.notes(null)) {
      String text = wording.note(Samples.VALHEIM, note);
      assertFalse(text.isBlank() || text.contains("null"), () -> note + " says " + text);
    }
  }

  @ParameterizedTest
  @EnumSource(Ending.Cause.class)
  void everyEndHasAReason(Ending.Cause cause) {
    Ending ending = new Ending(cause, null, null, null);
    assertFalse(say(new Note.CameToNothing(ending)).contains("null"));
    assertFalse(wording.ended(ending, "now").contains("null"));
  }

  private String say(Note note) {
    return wording.note(Samples.VALHEIM, note);
  }
}
