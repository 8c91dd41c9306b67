package hearth.setup.register;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LanguagesTest {
  private static final int GROUP = 2;

  private static final String NAME = "[-_'\\p{Ll}\\p{N}]{1,32}";

  @ParameterizedTest
  @ValueSource(strings = {"de", "fr", "es", "pt"})
  void everyLanguageHasTheKeysOfEnglishAndNoOthers(String language) {
    Properties english = ofRegistration(Languages.ENGLISH);
    Properties other = ofRegistration(language);
    assertEquals(
        new TreeSet<>(english.stringPropertyNames()), new TreeSet<>(other.stringPropertyNames()));
    for (String key : english.stringPropertyNames()) {
      if (!key.endsWith("-name")) {
        assertNotEquals(english.getProperty(key), other.getProperty(key), key + " is translated");
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"en", "de", "fr", "es", "pt"})
  void everyTextIsWithinDiscordsLimits(String language) {
    Properties texts = ofRegistration(language);
    for (String key : texts.stringPropertyNames()) {
      String text = texts.getProperty(key);
      boolean fits = key.endsWith("-name") ? text.matches(NAME) : text.length() <= 100;
      assertTrue(fits && !text.isBlank(), () -> language + " " + key + ": " + text);
    }
  }

  @Test
  void spanishIsReadInBothOfDiscordsSpanishes() {
    Languages languages = new Languages();
    assertEquals(languages.text("es-ES", "option-for"), languages.text("es-419", "option-for"));
    assertNotEquals(languages.english("option-for"), languages.text("es-419", "option-for"));
  }

  @Test
  void noTwoOptionsOfACommandHaveTheSameNameInAnyLanguage() {
    CommandPlan plan = new CommandPlan("server", null, null, true);
    List<JsonNode> subcommands = new ArrayList<>();
    for (JsonNode one : new CommandTree(plan).json().get(0).get("options")) {
      boolean group = one.get("type").asInt() == GROUP;
      (group ? one.get("options") : List.of(one)).forEach(subcommands::add);
    }
    for (JsonNode subcommand : subcommands) {
      for (String locale : Languages.LOCALES.keySet()) {
        Set<String> names = new HashSet<>();
        for (JsonNode option : subcommand.get("options")) {
          String name = option.get("name_localizations").get(locale).asText();
          assertTrue(names.add(name), () -> subcommand.get("name") + " in " + locale + ": " + name);
        }
      }
    }
  }

  @Test
  void englishNamesAreTheOnesThatArriveInInteractions() {
    Properties english = Languages.load(Languages.ENGLISH);
    for (String option : Set.of("server", "for", "by", "force", "newest", "text", "month")) {
      assertEquals(option, english.getProperty("option-" + option + "-name"));
    }
  }

  /** The part of a language's wording that Discord is told of. */
  private static Properties ofRegistration(String language) {
    Properties texts = Languages.load(language);
    texts.keySet().removeIf(key -> !key.toString().matches("(command|option)-.*"));
    return texts;
  }
}
