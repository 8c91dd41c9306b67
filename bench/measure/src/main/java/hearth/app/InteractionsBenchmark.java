package hearth.app;

import com.microsoft.azure.functions.HttpResponseMessage;
import hearth.bench.warm.Evening;
import hearth.bench.warm.SignedRequest;
import hearth.bench.worker.Call;
import hearth.local.discord.InteractionSigner;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** The whole interactions function: from the request to the answer and the message. */
@State(Scope.Thread)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class InteractionsBenchmark {
  private final InteractionSigner signer = InteractionSigner.random();
  private final SignedRequest request = SignedRequest.command(signer);
  private final InteractionsFunction function = InteractionsFunction.with(Evening.settings(signer));

  /** A command that is accepted. */
  @Benchmark
  public HttpResponseMessage wholeFunction() {
    Call call = new Call(request.signature(), request.timestamp(), request.body());
    HttpResponseMessage answer =
        function.interactions(call.request(), call.queue(), call.context());
    if (answer.getStatusCode() != 200 || call.queue().getValue() == null) {
      throw new IllegalStateException("refused with " + answer.getStatusCode());
    }
    return answer;
  }
}
