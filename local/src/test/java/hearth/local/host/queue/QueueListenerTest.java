package hearth.local.host.queue;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.azure.core.http.HttpPipelineCallContext;
import com.azure.core.http.HttpPipelineNextPolicy;
import com.azure.core.http.HttpResponse;
import com.azure.core.http.jdk.httpclient.JdkHttpClientBuilder;
import com.azure.storage.queue.QueueClient;
import com.azure.storage.queue.QueueClientBuilder;
import hearth.local.host.Eventually;
import hearth.local.host.HostOptions;
import hearth.local.host.SampleApp;
import hearth.local.host.SharedAzurite;
import hearth.local.host.Staging;
import hearth.local.host.StagingFolder;
import hearth.local.host.function.AppFunction;
import hearth.local.host.function.AppLoader;
import hearth.local.host.function.HostLog;
import hearth.local.host.function.Instances;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import reactor.core.publisher.Mono;

/** When the queue is looked at, in the order of looks and pauses: no time passes. */
final class QueueListenerTest {
  private static final String LOOK = "numofmessages=16&visibilitytimeout=600";

  @TempDir Path directory;
  private final ExecutorService pool = Executors.newCachedThreadPool();
  private final ScheduledExecutorService later = Executors.newScheduledThreadPool(1);
  private final List<String> happened = new CopyOnWriteArrayList<>();
  private final String name = "listened-" + UUID.randomUUID();
  private final QueueClient queue =
      new QueueClientBuilder()
          .connectionString(SharedAzurite.connectionString())
          .queueName(name)
          .httpClient(new JdkHttpClientBuilder().build())
          .addPolicy(this::record)
          .buildClient();
  private QueueListener listener;

  @AfterEach
  void stop() {
    listener.stop();
    listener.drain(Duration.ofSeconds(10));
    later.shutdownNow();
    pool.shutdownNow();
  }

  private Mono<HttpResponse> record(HttpPipelineCallContext call, HttpPipelineNextPolicy next) {
    String asked = String.valueOf(call.getHttpRequest().getUrl().getQuery());
    if (asked.contains("visibilitytimeout")) {
      happened.add(asked.replaceAll("popreceipt=[^&]*&?", ""));
    }
    return next.process();
  }

  /** Listens until so many pauses were made; {@code during} runs in each. */
  private void listen(String method, int pauses, Runnable during) {
    Staging staging = SampleApp.in(directory);
    staging.write(
        "host.json",
        """
        {"version": "2.0", "extensions": {"queues": {
          "maxPollingInterval": "00:00:30", "visibilityTimeout": "00:00:10"}}}
        """);
    staging.function("work", "sample.Queue." + method, Staging.queueTrigger(name));
    StagingFolder folder = StagingFolder.read(staging.folder(), Map.of());
    ClassLoader app = AppLoader.of(folder.jar());
    AppFunction function =
        new AppFunction(folder.functions().getFirst(), app, Instances.in(app), line -> {});
    var log = HostLog.logger("host", line -> {});
    QueueWriter outputs =
        new QueueWriter(
            new Connections(Map.of()),
            MessageEncoding.BASE64,
            new QueueWriter.Troubles(() -> false, () -> false),
            log);
    QueueClient poison = SharedAzurite.queue(name + "-poison");
    QueueWork work =
        new QueueWork(function, poison, folder.hostJson(), outputs, () -> false, pool, log);
    CountDownLatch done = new CountDownLatch(pauses);
    listener =
        new QueueListener(
            queue,
            work,
            folder.hostJson(),
            HostOptions.of(staging.folder()).hidden(),
            new QueueListener.Threads(
                pool, later, (time, closed) -> pause(time, closed, done, during)),
            log);
    listener.start();
    Eventually.isTrue("so many pauses", () -> done.getCount() == 0);
  }

  private void pause(Duration time, CountDownLatch closed, CountDownLatch done, Runnable during)
      throws InterruptedException {
    happened.add("pause " + Math.round(time.toMillis() / 100.0));
    during.run();
    done.countDown();
    if (done.getCount() == 0) {
      closed.await();
    }
  }

  @Test
  void aFoundMessageIsFollowedByALookAtOnceAndOneAfterATenthOfASecond() {
    queue.create();
    queue.sendMessage("bWU=");
    listen("flaky", 3, () -> {});
    List<String> looks = happened.stream().filter(what -> !what.endsWith("=10")).toList();
    assertEquals(LOOK, looks.get(0));
    assertEquals(LOOK, looks.get(1));
    assertEquals("pause 1", looks.get(2));
    assertEquals(LOOK, looks.get(3));
    assertTrue(looks.get(4).matches("pause [12]"), looks::toString);
  }

  @Test
  void whatIsWrittenDuringAPauseWaitsForItsEnd() {
    queue.create();
    Runnable write =
        () -> {
          if (happened.stream().filter(what -> what.startsWith("pause")).count() == 2) {
            queue.sendMessage("bWU=");
          }
        };
    listen("flaky", 4, write);
    // Two pauses without, one look that finds it, one at once, and the pauses begin anew.
    assertEquals(
        List.of(LOOK, "pause 1", LOOK, "pause 2", LOOK, LOOK, "pause 1"),
        happened.stream().filter(what -> !what.endsWith("=10")).limit(7).toList());
  }

  @Test
  void aFailedMessageIsHiddenForTenSeconds() {
    queue.create();
    queue.sendMessage("YWx3YXlz");
    listen("flaky", 2, () -> {});
    Eventually.isTrue("its release", () -> happened.contains("visibilitytimeout=10"));
  }
}
