package hearth.core.wanted;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A machine beside the session's own in the very same scale set, to be removed alone. A capacity
 * would leave it to Azure which of them goes.
 *
 * @param scaleSet where it is
 * @param vmId which it is: a number within the set may be given anew
 * @param attempts failed attempts in a row
 * @param notBefore the next attempt's time, or null
 */
public record Surplus(String scaleSet, String vmId, int attempts, @Nullable Instant notBefore) {

  public Surplus later(Instant when) {
    return new Surplus(scaleSet, vmId, attempts + 1, when);
  }
}
