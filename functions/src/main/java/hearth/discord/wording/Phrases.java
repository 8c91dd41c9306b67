package hearth.discord.wording;

import hearth.core.CommandName;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ConcurrentHashMap;

/** The phrases of one language, read when somebody first speaks it. */
final class Phrases {
  /** The languages there are, by the part of Discord's locale before the hyphen. */
  static final List<String> LANGUAGES = List.of("en", "de", "fr", "es", "pt");

  private static final Map<String, Phrases> LOADED = new ConcurrentHashMap<>();

  private final Properties texts;

  private Phrases(Properties texts) {
    this.texts = texts;
  }

  /** For a locale such as {@code en-GB}; English where its language is not spoken here. */
  static Phrases in(String locale) {
    int hyphen = locale.indexOf('-');
    String language = hyphen < 0 ? locale : locale.substring(0, hyphen);
    String spoken = LANGUAGES.contains(language) ? language : LANGUAGES.get(0);
    Phrases phrases = LOADED.get(spoken);
    if (phrases == null) {
      phrases = new Phrases(read(spoken));
      LOADED.put(spoken, phrases);
    }
    return phrases;
  }

  /** All that a language's file holds. */
  static Properties read(String language) {
    Properties texts = new Properties();
    String file = "/hearth/wording/" + language + ".properties";
    try (InputStream bytes = Phrases.class.getResourceAsStream(file)) {
      texts.load(new InputStreamReader(bytes, StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException("the wording of " + language + " cannot be read", e);
    }
    return texts;
  }

  /**
   * A phrase with its gaps filled. What fills them is never read for gaps itself.
   *
   * @param fills names of gaps and what stands there, in turn
   */
  String say(Phrase phrase, String... fills) {
    return say(phrase.key(), fills);
  }

  /** The same, by the phrase's name in the files: for what {@link CommandName} makes names of. */
  String say(String key, String... fills) {
    String text = texts.getProperty(key);
    StringBuilder said = new StringBuilder(text.length() + 32);
    int from = 0;
    for (int open = text.indexOf('{'); open >= 0; open = text.indexOf('{', from)) {
      int close = text.indexOf('}', open);
      said.append(text, from, open).append(fill(text.substring(open + 1, close), fills));
      from = close + 1;
    }
    return said.append(text, from, text.length()).toString();
  }

  private static String fill(String gap, String... fills) {
    for (int i = 0; i < fills.length; i += 2) {
      if (fills[i].equals(gap)) {
        return fills[i + 1];
      }
    }
    throw new IllegalArgumentException("nothing fills {" + gap + "}");
  }
}
