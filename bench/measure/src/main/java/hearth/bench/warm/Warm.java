package hearth.bench.warm;

import hearth.bench.Positive;
import hearth.bench.Program;
import hearth.bench.Surroundings;
import java.util.Collection;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;
import org.openjdk.jmh.util.Statistics;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Runs all benchmarks in JVMs with the worker's own flags and one processor. */
@Command(name = "./hearth bench warm", description = "Single calls in JVMs that are warm.")
final class Warm implements Callable<Integer> {
  @Parameters(
      index = "0",
      paramLabel = "JVMS",
      defaultValue = "3",
      description = "How many for each benchmark.",
      converter = Positive.class)
  private int forks;

  @Parameters(
      index = "1",
      paramLabel = "PATTERN",
      defaultValue = "hearth\\..*Benchmark",
      description = "Those wanted, as a regular expression.")
  private Pattern wanted;

  private Warm() {}

  /** Measures and prints. */
  public static void main(String[] args) {
    Program.run(new Warm(), args);
  }

  @Override
  public Integer call() throws RunnerException {
    System.out.println(Surroundings.line());
    System.out.println(forks + " JVMs each, -XX:TieredStopAtLevel=1, one processor");
    Collection<RunResult> results =
        new Runner(
                new OptionsBuilder()
                    .include(wanted.pattern())
                    .forks(forks)
                    .warmupIterations(5)
                    .warmupTime(TimeValue.seconds(1))
                    .measurementIterations(5)
                    .measurementTime(TimeValue.seconds(1))
                    .jvmArgsAppend("-XX:TieredStopAtLevel=1", "-XX:ActiveProcessorCount=1")
                    .addProfiler(GCProfiler.class)
                    .verbosity(VerboseMode.SILENT)
                    .shouldFailOnError(true)
                    .build())
            .run();
    System.out.printf(
        "%n%-52s %10s %10s %10s %10s %12s%n", "us", "mean", "p50", "p99", "p99.9", "bytes");
    results.forEach(Warm::print);
    return 0;
  }

  private static void print(RunResult result) {
    Statistics micros = result.getPrimaryResult().getStatistics();
    Result<?> bytes = result.getSecondaryResults().get("gc.alloc.rate.norm");
    System.out.printf(
        Locale.ROOT,
        "%-52s %10.1f %10.1f %10.1f %10.1f %12.0f%n",
        result.getParams().getBenchmark().replace("Benchmark", ""),
        micros.getMean(),
        micros.getPercentile(50),
        micros.getPercentile(99),
        micros.getPercentile(99.9),
        bytes.getScore());
  }
}
