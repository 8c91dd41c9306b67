package hearth.local;

import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Evenings while the functions host is killed. */
@Command(
    name = "chaos",
    sortOptions = false,
    showDefaultValues = true,
    description =
        "Plays evenings while the functions host is killed N times; exits 0 if every step was seen"
            + " all the same.")
final class ChaosCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Parameters(
      paramLabel = "N",
      arity = "0..1",
      defaultValue = "50",
      description = "How often the host is killed.")
  private int kills;

  @Option(
      names = "--seed",
      paramLabel = "N",
      showDefaultValue = CommandLine.Help.Visibility.NEVER,
      description = "Decides the moments of the kills (default: the time of day).")
  private Long seed;

  @Mixin private final StackOptions options = StackOptions.hurried();

  @Override
  public Integer call() throws IOException {
    if (kills < 1) {
      throw new ParameterException(spec.commandLine(), "N must be at least 1, not " + kills + ".");
    }
    return new Evenings(options)
        .play(kills, seed == null ? System.currentTimeMillis() % 100_000 : seed);
  }
}
