package hearth.bench.scale;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.azure.core.http.HttpPipelineCallContext;
import com.azure.core.http.HttpPipelineNextPolicy;
import com.azure.core.http.HttpPipelineNextSyncPolicy;
import com.azure.core.http.HttpResponse;
import com.azure.core.http.policy.HttpPipelinePolicy;
import com.azure.core.util.BinaryData;
import hearth.azure.table.Exchange;
import java.util.concurrent.atomic.LongAdder;
import reactor.core.publisher.Mono;

/** Counts the requests that a client of storage sends, and the bytes of their bodies. */
final class Transactions implements HttpPipelinePolicy {
  private final LongAdder requests = new LongAdder();
  private final LongAdder bytes = new LongAdder();

  long requests() {
    return requests.sum();
  }

  long bytes() {
    return bytes.sum();
  }

  /** The table's requests, counted too. */
  Exchange counting(Exchange exchange) {
    return request -> {
      requests.increment();
      bytes.add(request.body().getBytes(UTF_8).length);
      return exchange.send(request);
    };
  }

  @Override
  public Mono<HttpResponse> process(HttpPipelineCallContext call, HttpPipelineNextPolicy next) {
    count(call);
    return next.process();
  }

  @Override
  public HttpResponse processSync(HttpPipelineCallContext call, HttpPipelineNextSyncPolicy next) {
    count(call);
    return next.processSync();
  }

  private void count(HttpPipelineCallContext call) {
    requests.increment();
    BinaryData body = call.getHttpRequest().getBodyAsBinaryData();
    if (body != null && body.getLength() != null) {
      bytes.add(body.getLength());
    }
  }
}
