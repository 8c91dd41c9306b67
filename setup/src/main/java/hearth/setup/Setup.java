package hearth.setup;

import hearth.app.BadSettings;
import hearth.app.Settings;
import hearth.setup.doctor.Doctor;
import hearth.setup.kept.Kept;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Map;

/** {@code ./hearth register}, {@code ./hearth doctor} and {@code ./hearth kept}. */
public final class Setup {
  private static final String USAGE =
      """
      ./hearth register [options]   tells Discord of the slash commands
      ./hearth doctor [options]     looks whether everything fits together
      ./hearth kept [options]       lists the messages that were given up
      ./hearth kept again ID        asks for a command among them once more, as a new one
      ./hearth kept drop ID|--all   throws them away

        --settings FILE  the app's settings (local.settings.json; the environment comes first)

      register:
        --guild ID       for one guild alone, where it is seen at once
        --yes            without asking
        --print          prints the JSON and sends nothing
        --remove         removes every command that is registered there

      kept:
        --yes            without asking
      """;

  private static final String TRUST_STORE = "trustStore";

  private final Terminal terminal;
  private final Map<String, String> environment;

  Setup(Terminal terminal, Map<String, String> environment) {
    this.terminal = terminal;
    this.environment = environment;
  }

  /** Runs what the first argument names. */
  public static void main(String[] args) {
    boolean attended = Boolean.getBoolean("hearth.attended");
    System.exit(new Setup(Terminal.ofProcess(attended), System.getenv()).run(args));
  }

  /** The exit code: 0 when all is well, 1 when something is to be mended, 2 for wrong arguments. */
  int run(String... args) {
    try {
      String command = args.length == 0 ? "" : args[0];
      Arguments arguments =
          Arguments.of(Arrays.copyOfRange(args, Math.min(1, args.length), args.length));
      if (arguments.has("--help") || command.isEmpty()) {
        terminal.print(USAGE);
        return command.isEmpty() ? 2 : 0;
      }
      return switch (command) {
        case "register" -> new Register(settings(arguments), terminal).run(arguments.alone());
        case "doctor" -> doctor(settings(arguments.alone()));
        case "kept" -> kept(settings(arguments), arguments);
        default -> throw new Problem("There is no " + command + ".");
      };
    } catch (Problem | BadSettings e) {
      terminal.print(e.getMessage());
      return 1;
    }
  }

  private int doctor(Map<String, String> settings) {
    trust(settings);
    return new Doctor(settings, terminal, InstantSource.system(), HttpClient.newBuilder()).run();
  }

  private int kept(Map<String, String> settings, Arguments arguments) {
    trust(settings);
    return new Kept(Settings.all(settings), terminal, SignIn.of(settings), HttpClient.newBuilder())
        .run(arguments);
  }

  private static void trust(Map<String, String> settings) {
    if (settings.containsKey(TRUST_STORE)) {
      // The local run's certificates are known to nobody else.
      System.setProperty("javax.net.ssl.trustStore", settings.get(TRUST_STORE));
      System.setProperty(
          "javax.net.ssl.trustStorePassword", settings.getOrDefault("trustStorePassword", ""));
    }
  }

  private Map<String, String> settings(Arguments arguments) {
    Path file = Path.of(arguments.value("--settings").orElse("local.settings.json"));
    return SettingsFile.read(file, arguments.value("--settings").isPresent(), environment);
  }
}
