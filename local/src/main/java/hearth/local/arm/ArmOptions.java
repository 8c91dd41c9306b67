package hearth.local.arm;

import java.time.Duration;
import java.util.Optional;
import javax.net.ssl.SSLContext;

/**
 * Options of the stand-in for ARM.
 *
 * @param port 0 for a free one
 * @param tls https when present; the real client sends tokens over https only
 * @param createDelay how long a machine takes to be there
 * @param deleteDelay how long a machine takes to be gone
 * @param evictionNotice how long before an eviction it is announced
 * @param lateLowering how long after an evicted machine is gone the set's capacity is lowered
 * @param overprovision whether a scale-out makes one machine too many for a while
 * @param limitScale times Azure's limits of requests (updates 4 a minute and a set, 12 at once;
 *     reads 12 a minute, 36 at once)
 */
public record ArmOptions(
    int port,
    Optional<SSLContext> tls,
    String subscription,
    String resourceGroup,
    Duration createDelay,
    Duration deleteDelay,
    Duration evictionNotice,
    Duration lateLowering,
    boolean overprovision,
    double limitScale) {

  /** About what Azure does, on a free port without TLS. */
  public static ArmOptions likeAzure(String subscription, String resourceGroup) {
    return new ArmOptions(
        0,
        Optional.empty(),
        subscription,
        resourceGroup,
        Duration.ofSeconds(40),
        Duration.ofSeconds(30),
        Duration.ofSeconds(30),
        Duration.ofSeconds(45),
        false,
        1);
  }

  /** The same on a chosen port, and https when {@code context} is present. */
  public ArmOptions at(int chosen, Optional<SSLContext> context) {
    return new ArmOptions(
        chosen,
        context,
        subscription,
        resourceGroup,
        createDelay,
        deleteDelay,
        evictionNotice,
        lateLowering,
        overprovision,
        limitScale);
  }

  /** The same with every delay divided by {@code speed} and every limit multiplied by it. */
  public ArmOptions faster(double speed) {
    return new ArmOptions(
        port,
        tls,
        subscription,
        resourceGroup,
        divided(createDelay, speed),
        divided(deleteDelay, speed),
        divided(evictionNotice, speed),
        divided(lateLowering, speed),
        overprovision,
        limitScale * speed);
  }

  /** The same with evictions announced this long before. */
  public ArmOptions noticing(Duration notice) {
    return new ArmOptions(
        port,
        tls,
        subscription,
        resourceGroup,
        createDelay,
        deleteDelay,
        notice,
        lateLowering,
        overprovision,
        limitScale);
  }

  /** The same, making one machine too many for a while. */
  public ArmOptions overprovisioning() {
    return new ArmOptions(
        port,
        tls,
        subscription,
        resourceGroup,
        createDelay,
        deleteDelay,
        evictionNotice,
        lateLowering,
        true,
        limitScale);
  }

  private static Duration divided(Duration duration, double by) {
    return Duration.ofNanos((long) (duration.toNanos() / by));
  }
}
