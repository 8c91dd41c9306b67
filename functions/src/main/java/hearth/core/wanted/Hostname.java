package hearth.core.wanted;

import java.time.Instant;

/**
 * The delivery target 'stable name': where the server's name is to point.
 *
 * @param address the address wanted
 * @param progress how far it got
 */
public record Hostname(String address, Progress progress) implements Tracked {

  public Hostname delivered(long accepted) {
    return new Hostname(address, progress.delivered(accepted));
  }

  public Hostname later(Instant when) {
    return new Hostname(address, progress.later(when));
  }
}
