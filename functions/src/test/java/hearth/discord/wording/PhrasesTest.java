package hearth.discord.wording;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import hearth.core.CommandName;
import hearth.core.note.Note;
import hearth.discord.Samples;
import hearth.discord.interaction.Help;
import java.util.Arrays;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.FieldSource;

class PhrasesTest {
  private static final Pattern GAP = Pattern.compile("\\{[^}]*\\}");
  static final java.util.List<String> LANGUAGES = Phrases.LANGUAGES;

  @ParameterizedTest
  @FieldSource("LANGUAGES")
  void everyLanguageHasEveryPhraseAndNoOther(String language) {
    Set<String> wanted =
        Arrays.stream(Phrase.values()).map(Phrase::key).collect(Collectors.toSet());
    wanted.addAll(ofCommands());
    assertEquals(
        new TreeSet<>(wanted), new TreeSet<>(Phrases.read(language).stringPropertyNames()));
  }

  @ParameterizedTest
  @FieldSource("LANGUAGES")
  void everyPhraseHasTheGapsOfTheEnglishOne(String language) {
    Properties english = Phrases.read("en");
    Properties other = Phrases.read(language);
    for (String key : english.stringPropertyNames()) {
      assertEquals(gaps(english.getProperty(key)), gaps(other.getProperty(key)), key);
      assertFalse(other.getProperty(key).isBlank(), key);
    }
  }

  @ParameterizedTest
  @FieldSource("LANGUAGES")
  void everythingCanBeSaidInIt(String language) {
    Wording wording = Wording.in(language);
    for (Note note : Samples.notes("Luu")) {
      String text = wording.note(Samples.VALHEIM, note);
      assertTrue(GAP.matcher(text).results().findAny().isEmpty(), text);
      assertTrue(text.length() < 2000, text);
    }
  }

  @ParameterizedTest
  @FieldSource("LANGUAGES")
  void theHelpCallsAnOptionAsDiscordShowsIt(String language) {
    Properties phrases = Phrases.read(language);
    for (String of : List.of("start for", "start newest", "stop force")) {
      String[] words = of.split(" ", -1);
      String shown = "`" + phrases.getProperty("option-" + words[1] + "-name") + "`";
      String help = phrases.getProperty("help-" + words[0]);
      assertTrue(help.contains(shown), () -> help + " does not say " + shown);
    }
  }

  @ParameterizedTest
  @FieldSource("LANGUAGES")
  void theHelpFitsIntoOneMessage(String language) {
    assertTrue(Help.in(language, "server").length() <= 2000);
  }

  @ParameterizedTest
  @CsvSource({
    "de, läuft nicht",
    "fr, pas en marche",
    "es-ES, no está",
    "es-419, no está",
    "pt-BR, não está",
    "en-US, is not on",
    "ja, is not on",
    "'', is not on",
    "../de, is not on"
  })
  void aReaderIsSpokenToInHisLanguageOrInEnglish(String locale, String words) {
    String text = Wording.in(locale).note(Samples.VALHEIM, new Note.NotOn());
    assertTrue(text.contains(words), text);
  }

  @Test
  void whatFillsAGapIsNotReadForGapsItself() {
    String text = Wording.in("en").note(Samples.VALHEIM, new Note.Joined("{it}"));
    assertEquals("{it} joined **Valheim**.", text);
  }

  @Test
  void aGapThatNothingFillsIsAMistake() {
    assertThrows(
        IllegalArgumentException.class, () -> Phrases.in("en").say(Phrase.JOINED, "it", "x"));
  }

  /** The names that the table of commands makes. */
  private static Set<String> ofCommands() {
    Set<String> keys = new TreeSet<>(Set.of("command-root"));
    for (CommandName command : CommandName.values()) {
      keys.add("command-" + command.word());
      if (command.group() != null) {
        keys.add("command-" + command.group());
      }
      if (command.answers() != CommandName.Answers.DOOR) {
        keys.add("help-" + command.word());
      }
      if (command.isOfServer()) {
        keys.add("do-" + command.word());
      }
      for (String option : command.options()) {
        keys.add("option-" + option);
        keys.add("option-" + option + "-name");
      }
    }
    return keys;
  }

  private static Set<String> gaps(String text) {
    return GAP.matcher(text).results().map(m -> m.group()).collect(Collectors.toSet());
  }
}
