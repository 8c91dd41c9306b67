package hearth.azure;

import com.azure.core.http.HttpClient;
import com.azure.core.http.HttpRequest;
import com.azure.core.http.HttpResponse;
import com.azure.core.util.Context;
import java.util.function.Supplier;
import reactor.core.publisher.Mono;

/** An HTTP client that is made at its first request, so that others can be built on it before. */
record HttpLater(Supplier<HttpClient> client) implements HttpClient {
  @Override
  public Mono<HttpResponse> send(HttpRequest request) {
    return client.get().send(request);
  }

  @Override
  public Mono<HttpResponse> send(HttpRequest request, Context context) {
    return client.get().send(request, context);
  }

  @Override
  public HttpResponse sendSync(HttpRequest request, Context context) {
    return client.get().sendSync(request, context);
  }
}
