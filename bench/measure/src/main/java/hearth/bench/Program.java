package hearth.bench;

import java.util.concurrent.Callable;
import picocli.CommandLine;

/** A benchmark's program. */
public final class Program {
  private Program() {}

  /** Ends the JVM: with 2 where the arguments are wrong, and 1 where the measuring failed. */
  public static void run(Callable<Integer> benchmark, String[] args) {
    System.exit(new CommandLine(benchmark).setCaseInsensitiveEnumValuesAllowed(true).execute(args));
  }
}
