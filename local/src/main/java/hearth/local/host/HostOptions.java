package hearth.local.host;

import hearth.local.host.function.HostException;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * The host's options.
 *
 * @param staging the packaged app
 * @param port 0 for a free one
 * @param hidden how long a fetched message stays hidden when the host dies; the real host's is ten
 *     minutes
 * @param timer how often timers fire, instead of what their schedules say
 * @param settings the app settings, which for the app itself are this process's environment
 * @param log takes each line of the log
 */
public record HostOptions(
    Path staging,
    int port,
    Duration hidden,
    Optional<Duration> timer,
    Map<String, String> settings,
    Consumer<String> log) {

  private static final Duration REAL_HIDDEN = Duration.ofMinutes(10);

  /** Refuses what the storage service would refuse. */
  public HostOptions {
    settings = Map.copyOf(settings);
    if (hidden.toSeconds() < 1 || hidden.toDays() > 7) {
      throw new HostException("a message is hidden for one second at least and seven days at most");
    }
    if (timer.filter(period -> !period.isPositive()).isPresent()) {
      throw new HostException("the period of timers must be positive");
    }
  }

  /** A free port, ten minutes, schedules as they are, this process's environment and output. */
  public static HostOptions of(Path staging) {
    return new HostOptions(
        staging, 0, REAL_HIDDEN, Optional.empty(), System.getenv(), System.out::println);
  }

  /** The same for another app. */
  public HostOptions hosting(Path app) {
    return new HostOptions(app, port, hidden, timer, settings, log);
  }

  /** The same on a chosen port. */
  public HostOptions onPort(int chosen) {
    return new HostOptions(staging, chosen, hidden, timer, settings, log);
  }

  /** The same, fetched messages hidden for so long. */
  public HostOptions hidingFor(Duration chosen) {
    return new HostOptions(staging, port, chosen, timer, settings, log);
  }

  /** The same, timers firing every so often. */
  public HostOptions withTimersEvery(Duration period) {
    return new HostOptions(staging, port, hidden, Optional.of(period), settings, log);
  }

  /** The same with other app settings. */
  public HostOptions withSettings(Map<String, String> chosen) {
    return new HostOptions(staging, port, hidden, timer, chosen, log);
  }

  /** The same, the log going elsewhere. */
  public HostOptions logTo(Consumer<String> chosen) {
    return new HostOptions(staging, port, hidden, timer, settings, chosen);
  }

  /** Without the settings: they hold secrets. */
  @Override
  public String toString() {
    return "HostOptions[" + staging + ", port " + port + "]";
  }
}
