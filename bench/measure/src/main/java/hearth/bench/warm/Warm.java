package hearth.bench.warm;

import hearth.bench.Surroundings;
import java.util.Collection;
import java.util.Locale;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;
import org.openjdk.jmh.util.Statistics;

/** Runs all benchmarks in JVMs with the worker's own flags and one processor. */
final class Warm {
  private Warm() {}

  /** Takes the number of JVMs for each benchmark, and a pattern of those wanted. */
  public static void main(String[] args) throws RunnerException {
    int forks = args.length == 0 ? 3 : Integer.parseInt(args[0]);
    System.out.println(Surroundings.line());
    System.out.println(forks + " JVMs each, -XX:TieredStopAtLevel=1, one processor");
    Collection<RunResult> results =
        new Runner(
                new OptionsBuilder()
                    .include(args.length < 2 ? "hearth\\..*Benchmark" : args[1])
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
