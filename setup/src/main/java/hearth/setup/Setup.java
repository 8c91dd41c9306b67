package hearth.setup;

import hearth.app.settings.BadSettings;
import hearth.app.settings.Settings;
import hearth.setup.doctor.Doctor;
import hearth.setup.kept.Kept;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/** {@code ./hearth register}, {@code ./hearth doctor} and {@code ./hearth kept}. */
@Command(name = "./hearth")
public final class Setup {
  private static final String TRUST_STORE = "trustStore";
  private static final Path USUAL_SETTINGS = Path.of("local.settings.json");

  private final Terminal terminal;
  private final Map<String, String> environment;

  @Option(
      names = "--settings",
      paramLabel = "FILE",
      scope = ScopeType.INHERIT,
      description =
          "The app's settings (default: local.settings.json). The environment comes first.")
  private Path file;

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      scope = ScopeType.INHERIT,
      description = "Shows this.")
  boolean help;

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
    StringWriter told = new StringWriter();
    CommandLine line =
        new CommandLine(this)
            .addSubcommand(new Register(this::settings, terminal))
            .addSubcommand(new KeptCommand(this::kept))
            .setUsageHelpAutoWidth(true)
            .setOut(new PrintWriter(told))
            .setErr(new PrintWriter(told));
    CommandLine.IExecutionExceptionHandler unexpected = line.getExecutionExceptionHandler();
    line.setExecutionExceptionHandler(
        (e, command, parsed) -> {
          if (e instanceof Problem || e instanceof BadSettings) {
            terminal.print(e.getMessage());
            return 1;
          }
          return unexpected.handleExecutionException(e, command, parsed);
        });
    int code = line.execute(args);
    if (!told.toString().isBlank()) {
      terminal.print(told.toString().stripTrailing());
    }
    return code;
  }

  @Command(name = "doctor", description = "Looks whether settings, Discord and Azure fit together.")
  int doctor() {
    Map<String, String> settings = settings();
    trust(settings);
    return new Doctor(settings, terminal, InstantSource.system(), HttpClient.newBuilder()).run();
  }

  private Kept kept() {
    Map<String, String> settings = settings();
    trust(settings);
    return new Kept(Settings.all(settings), terminal, SignIn.of(settings), HttpClient.newBuilder());
  }

  private static void trust(Map<String, String> settings) {
    if (settings.containsKey(TRUST_STORE)) {
      // The local run's certificates are known to nobody else.
      System.setProperty("javax.net.ssl.trustStore", settings.get(TRUST_STORE));
      System.setProperty(
          "javax.net.ssl.trustStorePassword", settings.getOrDefault("trustStorePassword", ""));
    }
  }

  private Map<String, String> settings() {
    return SettingsFile.read(file == null ? USUAL_SETTINGS : file, file != null, environment);
  }
}
