package hearth.local.identity;

import java.util.Map;

/**
 * A machine's facts from its metadata service.
 *
 * @param name the instance's name, such as {@code valheim_0}
 * @param vmId unlike every other machine's, ever
 * @param userData base64, as Azure hands it out
 */
public record MachineFacts(
    String name,
    String vmId,
    String scaleSet,
    String location,
    Map<String, String> tags,
    String userData) {

  /** A machine without tags and user data. */
  public static MachineFacts of(String name, String vmId, String scaleSet) {
    return new MachineFacts(name, vmId, scaleSet, "westeurope", Map.of(), "");
  }
}
