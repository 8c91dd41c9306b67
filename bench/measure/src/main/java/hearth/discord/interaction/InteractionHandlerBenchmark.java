package hearth.discord.interaction;

import hearth.app.settings.Settings;
import hearth.bench.warm.Evening;
import hearth.bench.warm.SignedRequest;
import hearth.core.CommandName;
import hearth.core.fleet.Server;
import hearth.json.BadJson;
import hearth.local.discord.InteractionSigner;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** The door's steps, one by one. */
@State(Scope.Thread)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class InteractionHandlerBenchmark {
  private final InteractionSigner signer = InteractionSigner.random();
  private final SignedRequest request = SignedRequest.command(signer);
  private final Signature signature = new Signature(signer.publicKeyHex());
  private final byte[] body = request.body().getBytes(StandardCharsets.UTF_8);
  private final Server server = Settings.door(Evening.settings(signer)).fleet().server("valheim");

  /** Whether Discord signed it. */
  @Benchmark
  public boolean verification() {
    return must(signature.holds(request.signature(), request.timestamp(), body, Instant.now()));
  }

  /** Its content. */
  @Benchmark
  public Object parsing() throws BadJson {
    return InteractionReader.read(request.body());
  }

  /** Its content, and whether that person may. */
  @Benchmark
  public boolean parsingAndAuthorisation() throws BadJson {
    Interaction asked = InteractionReader.read(request.body());
    return must(Authorization.allow(server, CommandName.of(asked.data().subcommand()), asked));
  }

  /** A refusal would be quick, and not what is measured. */
  private static boolean must(boolean holds) {
    if (!holds) {
      throw new IllegalStateException("refused");
    }
    return true;
  }
}
