package hearth.local.arm;

import java.util.Set;

/**
 * Why a set gets no machine.
 *
 * @param code Azure's own, such as {@code SkuNotAvailable} or {@code QuotaExceeded}
 * @param atOnce true when the update itself is refused (409, nothing changed); false when it is
 *     taken and its operation fails later, capacity staying as asked
 * @param sizes the sizes it holds for; empty for all
 */
public record Shortage(String code, boolean atOnce, Set<String> sizes) {
  /** Copies the sizes. */
  public Shortage {
    sizes = Set.copyOf(sizes);
  }

  /** No room for any size, told by the operation. */
  public static Shortage noRoom() {
    return new Shortage("AllocationFailed", false, Set.of());
  }

  boolean holdsFor(String size) {
    return sizes.isEmpty() || sizes.contains(size);
  }

  ArmError error(String size) {
    String message = "The requested size " + size + " cannot be provided: " + code + ".";
    return switch (code) {
      case "OperationNotAllowed", "QuotaExceeded" -> ArmError.of(code, message);
      default ->
          ArmError.of("ResourceOperationFailure", "The operation failed. See details.")
              .because(code, message);
    };
  }
}
