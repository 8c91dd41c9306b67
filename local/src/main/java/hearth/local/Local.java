package hearth.local;

import hearth.local.stack.UnusableSettings;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/** Hearth on this machine: {@code ./hearth local}, {@code demo} and {@code chaos}. */
@Command(
    name = "./hearth",
    subcommands = {PromptCommand.class, DemoCommand.class, ChaosCommand.class})
public final class Local {
  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      scope = ScopeType.INHERIT,
      description = "Shows this.")
  boolean help;

  private Local() {}

  /** Runs the command that the first argument names; 2 where the arguments are wrong. */
  public static void main(String[] args) {
    System.exit(commandLine().execute(args));
  }

  static CommandLine commandLine() {
    CommandLine line = new CommandLine(new Local()).setUsageHelpAutoWidth(true);
    CommandLine.IExecutionExceptionHandler unexpected = line.getExecutionExceptionHandler();
    line.setExecutionExceptionHandler(
        (e, command, parsed) -> {
          if (e instanceof UnusableSettings) {
            command.getErr().println("hearth: " + e.getMessage() + ".");
            return 1;
          }
          return unexpected.handleExecutionException(e, command, parsed);
        });
    return line;
  }
}
