package hearth.bench.told;

import hearth.local.stack.AppSettings;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What is switched off, so that one sees what it is worth. */
enum Mode {
  ALL_ON("on", "on"),
  NO_BELL("on", "off"),
  NO_LOOK("off", "on"),
  NEITHER("off", "off");

  private final String look;
  private final String bell;

  Mode(String look, String bell) {
    this.look = look;
    this.bell = bell;
  }

  /** Those that a word names: one mode, or all of them. */
  static List<Mode> named(String word) {
    return Arrays.stream(values())
        .filter(mode -> word.equals("all") || mode.word().equals(word))
        .toList();
  }

  String word() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  AppSettings settings() {
    Map<String, String> values = new HashMap<>(AppSettings.ofTown().values());
    values.put("HEARTH_LOOK", look);
    values.put("HEARTH_BELL", bell);
    return new AppSettings(values);
  }
}
