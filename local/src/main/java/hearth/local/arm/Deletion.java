package hearth.local.arm;

import java.time.Duration;
import java.util.Optional;

/**
 * How Azure takes machines away, be it by their number or by a lower capacity.
 *
 * @param late how much longer than usual it takes
 * @param code why it does not, Azure's own, such as {@code ScopeLocked}; empty where it does
 * @param atOnce true when the request itself is refused (409, nothing changed); false when it is
 *     taken, its operation fails later and the machines stay, with the capacity as asked (assumed)
 */
public record Deletion(Duration late, Optional<String> code, boolean atOnce) {

  /** As ever. */
  public static Deletion usual() {
    return late(Duration.ZERO);
  }

  /** The machines stay this much longer, shown as Deleting. */
  public static Deletion late(Duration more) {
    return new Deletion(more, Optional.empty(), false);
  }

  /** Refused with 409, as while another operation has the set or a lock lies on it. */
  public static Deletion refused(String code) {
    return new Deletion(Duration.ZERO, Optional.of(code), true);
  }

  /** Taken, and failed in the end. */
  public static Deletion failing(String code) {
    return new Deletion(Duration.ZERO, Optional.of(code), false);
  }

  /** What the request is refused with. */
  Optional<ArmError> refusal() {
    return code.filter(it -> atOnce).map(Deletion::error);
  }

  /** What the operation ends with. */
  Optional<ArmError> failure() {
    return code.filter(it -> !atOnce).map(Deletion::error);
  }

  private static ArmError error(String code) {
    return ArmError.of(code, "The machines cannot be deleted: " + code + ".");
  }
}
