package hearth.bench.told;

import hearth.local.stack.AppSettings;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/** A part that is switched off, to see what it is worth. */
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

  String word() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** As it is written on the command line. */
  @Override
  public String toString() {
    return word();
  }

  AppSettings settings() {
    Map<String, String> values = new HashMap<>(AppSettings.ofTown().values());
    values.put("HEARTH_LOOK", look);
    values.put("HEARTH_BELL", bell);
    return new AppSettings(values);
  }
}
