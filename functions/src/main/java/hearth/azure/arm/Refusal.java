package hearth.azure.arm;

import com.azure.core.management.exception.ManagementError;
import hearth.core.port.Remedy;

/**
 * Azure's words when it refused.
 *
 * @param code the innermost of the nested codes that the table knows, else the innermost of all;
 *     empty where there is none
 * @param message what was said beside that code, cut at a sentence's length
 */
record Refusal(String code, String message) {
  private static final int MOST_TEXT = 300;
  private static final Refusal NOTHING = new Refusal("", "");

  /** Reads an error; null says nothing. */
  static Refusal of(ManagementError error) {
    Refusal known = search(error, true);
    Refusal any = known == null ? search(error, false) : known;
    return any == null ? NOTHING : any;
  }

  private static Refusal search(ManagementError error, boolean known) {
    if (error == null) {
      return null;
    }
    if (error.getDetails() != null) {
      for (ManagementError detail : error.getDetails()) {
        Refusal inner = search(detail, known);
        if (inner != null) {
          return inner;
        }
      }
    }
    String code = error.getCode();
    boolean fits = code != null && !code.isBlank() && (!known || AzureErrors.of(code) != null);
    return fits ? new Refusal(code, cut(error.getMessage())) : null;
  }

  private static String cut(String message) {
    String text = message == null ? "" : message.strip();
    return text.length() <= MOST_TEXT ? text : text.substring(0, MOST_TEXT) + "…";
  }

  /** The table's word, or one try elsewhere for a code that it does not know. */
  Remedy remedy() {
    Remedy known = AzureErrors.of(code);
    return known == null ? Remedy.ONCE_ELSEWHERE : known;
  }
}
