package hearth.app.settings;

import java.util.List;

/**
 * Settings that Hearth cannot run with. The message tells all that is wrong and quotes no value.
 */
public final class BadSettings extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public BadSettings(List<String> problems) {
    super("The settings are not right: " + String.join("; ", problems));
  }
}
