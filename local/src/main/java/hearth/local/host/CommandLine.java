package hearth.local.host;

import hearth.local.host.function.HostException;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * The host's command line.
 *
 * @param readyFile written with the host's address when everything listens
 */
public record CommandLine(HostOptions options, Optional<Path> readyFile) {
  static final String USAGE =
      """
      usage: Host --staging DIR [--port N] [--ready-file FILE] [--hidden-seconds N] [--timer-seconds N]

        --staging DIR       the packaged app: host.json, a folder for each function, one jar
        --port N            where HTTP functions listen on 127.0.0.1 (7071; 0: a free port)
        --ready-file FILE   written with the address when the host is ready
        --hidden-seconds N  how long a fetched message stays hidden when the host dies (600)
        --timer-seconds N   timers fire every N seconds, whatever their schedules say
      """;

  private static final int USUAL_PORT = 7071;

  /**
   * @throws HostException saying what is wrong with the arguments
   */
  public static CommandLine of(String... arguments) {
    HostOptions options = HostOptions.of(Path.of("")).onPort(USUAL_PORT);
    Optional<Path> readyFile = Optional.empty();
    for (int i = 0; i < arguments.length; i += 2) {
      String name = arguments[i];
      String value = i + 1 < arguments.length ? arguments[i + 1] : "";
      switch (name) {
        case "--staging" -> options = options.hosting(Path.of(value));
        case "--ready-file" -> readyFile = Optional.of(Path.of(value));
        case "--port" -> options = options.onPort(number(name, value));
        case "--hidden-seconds" ->
            options = options.hidingFor(Duration.ofSeconds(number(name, value)));
        case "--timer-seconds" ->
            options = options.withTimersEvery(Duration.ofSeconds(number(name, value)));
        default -> throw new HostException("there is no option " + name + "\n" + USAGE);
      }
    }
    if (options.staging().toString().isEmpty()) {
      throw new HostException("--staging is missing\n" + USAGE);
    }
    return new CommandLine(options, readyFile);
  }

  private static int number(String name, String value) {
    try {
      return Integer.parseInt(value);
    } catch (NumberFormatException e) {
      throw new HostException(name + " takes a whole number, not '" + value + "'", e);
    }
  }
}
