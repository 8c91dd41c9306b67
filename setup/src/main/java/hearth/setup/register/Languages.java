package hearth.setup.register;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Properties;

/**
 * The commands' names and descriptions, out of the app's own wording: one file per language.
 * English is what Discord shows to everybody else.
 */
final class Languages {
  /** Discord's locales and the file of each. */
  static final Map<String, String> LOCALES = locales();

  static final String ENGLISH = "en";

  private final Map<String, Properties> texts = new LinkedHashMap<>();

  Languages() {
    texts.put(ENGLISH, load(ENGLISH));
    LOCALES.forEach((locale, file) -> texts.put(locale, load(file)));
  }

  private static Map<String, String> locales() {
    Map<String, String> locales = new LinkedHashMap<>();
    locales.put("de", "de");
    locales.put("fr", "fr");
    locales.put("es-ES", "es");
    locales.put("es-419", "es");
    locales.put("pt-BR", "pt");
    return locales;
  }

  /** A text in English. */
  String english(String key) {
    return text(ENGLISH, key);
  }

  /** A text in the language of one of {@link #LOCALES}, or {@link #ENGLISH}. */
  String text(String locale, String key) {
    String text = texts.get(locale).getProperty(key);
    if (text == null) {
      throw new IllegalStateException("no " + key + " in " + locale);
    }
    return text;
  }

  /** Every text of a file. */
  static Properties load(String language) {
    Properties properties = new Properties();
    String file = "/hearth/wording/" + language + ".properties";
    try (Reader reader =
        new InputStreamReader(Languages.class.getResourceAsStream(file), StandardCharsets.UTF_8)) {
      properties.load(reader);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return properties;
  }
}
