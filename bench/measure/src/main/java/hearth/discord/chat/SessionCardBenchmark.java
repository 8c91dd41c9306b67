package hearth.discord.chat;

import hearth.bench.warm.Evening;
import hearth.bench.warm.Start;
import hearth.core.state.Views;
import hearth.discord.wording.Wording;
import hearth.json.JsonWriter;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** The session message of a server with 64 players. */
@State(Scope.Thread)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class SessionCardBenchmark {
  private final Evening evening = new Evening(Start.asked());

  /** From the state to the JSON of the embed. */
  @Benchmark
  public String sessionMessage() {
    JsonWriter json = new JsonWriter();
    new SessionCard(Wording.in(""), evening.server, Views.session(evening.server, evening.state))
        .write(json);
    return json.toString();
  }
}
