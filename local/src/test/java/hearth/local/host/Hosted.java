package hearth.local.host;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

/** A running host with its log and a client. */
public final class Hosted implements AutoCloseable {
  private final List<String> log = new CopyOnWriteArrayList<>();
  private final HttpClient http = HttpClient.newHttpClient();
  private final Host host;

  public Hosted(Staging staging) {
    this(HostOptions.of(staging.folder()), SharedAzurite.connectionString());
  }

  public Hosted(HostOptions options, String control) {
    Map<String, String> settings = new HashMap<>(options.settings());
    settings.put("Control", control);
    host = new Host(options.withSettings(settings).logTo(log::add));
    host.start();
  }

  public HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(host.uri().resolve(path));
  }

  public URI uri() {
    return host.uri();
  }

  public HttpClient http() {
    return http;
  }

  public HttpResponse<String> post(String path, String body) {
    return send(request(path).POST(HttpRequest.BodyPublishers.ofString(body)).build());
  }

  public HttpResponse<String> send(HttpRequest request) {
    try {
      return http.send(request, HttpResponse.BodyHandlers.ofString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  public List<String> log() {
    return List.copyOf(log);
  }

  long logged(String part) {
    return log.stream().filter(line -> line.contains(part)).count();
  }

  void awaitLogged(String part) {
    Eventually.isTrue("'" + part + "' in the log " + log, () -> logged(part) > 0);
  }

  @Override
  public void close() {
    host.close();
    http.shutdownNow();
  }
}
