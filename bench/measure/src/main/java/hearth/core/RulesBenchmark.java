package hearth.core;

import hearth.bench.warm.Evening;
import hearth.bench.warm.Start;
import hearth.core.delivery.Steps;
import hearth.core.event.Event;
import hearth.core.event.MachineEvent;
import hearth.core.state.Step;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;

/** The plan: the rules, with 64 players on. */
@org.openjdk.jmh.annotations.State(Scope.Thread)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class RulesBenchmark {
  private final Evening evening = new Evening(Start.asked());
  private final MachineEvent left = evening.players(3);
  private final Event sweep = new Event.Swept();

  /** Somebody leaves. */
  @Benchmark
  public Step planWhenSomebodyLeaves() {
    return Steps.after(evening.server, evening.state, left, Evening.NOW);
  }

  /** Nothing happens. */
  @Benchmark
  public Step planOfTheSweep() {
    return Steps.after(evening.server, evening.state, sweep, Evening.NOW);
  }
}
