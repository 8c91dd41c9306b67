package hearth.azure.queue;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.azure.core.http.HttpPipelineCallContext;
import com.azure.core.http.HttpPipelineNextPolicy;
import com.azure.core.http.HttpResponse;
import com.azure.core.http.jdk.httpclient.JdkHttpClientBuilder;
import com.azure.core.util.Context;
import com.azure.storage.queue.QueueClient;
import com.azure.storage.queue.QueueServiceClient;
import com.azure.storage.queue.QueueServiceClientBuilder;
import com.azure.storage.queue.models.PeekedMessageItem;
import com.azure.storage.queue.models.QueueMessageItem;
import com.azure.storage.queue.models.QueueStorageException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import hearth.azure.AzuriteProcess;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import reactor.core.publisher.Mono;

/** What a look does with what it finds, on a real Azurite. */
class QueueLookIT {
  /** Nothing is decided by it but that something never came. */
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  @TempDir private static Path directory;
  private static AzuriteProcess azurite;
  private static QueueServiceClient queues;

  private static final Queue<String> asked = new ConcurrentLinkedQueue<>();

  private final Queue<String> handled = new ConcurrentLinkedQueue<>();
  private final List<String> logged = new ArrayList<>();
  private final Logger log = Logger.getAnonymousLogger();

  QueueLookIT() {
    log.setUseParentHandlers(false);
    log.addHandler(
        new Handler() {
          @Override
          public void publish(LogRecord line) {
            logged.add(line.getMessage());
          }

          @Override
          public void flush() {}

          @Override
          public void close() {}
        });
  }

  @BeforeAll
  static void start() throws IOException {
    azurite = AzuriteProcess.start(directory);
    queues =
        new QueueServiceClientBuilder()
            .connectionString(azurite.queues())
            .httpClient(new JdkHttpClientBuilder().build())
            .addPolicy(QueueLookIT::record)
            .buildClient();
  }

  @AfterAll
  static void stop() {
    azurite.close();
  }

  @Test
  void anEmptyQueueHasNothing() {
    queues.createQueue("empty");
    assertEquals(0, look("empty", this::note).now(log));
  }

  @Test
  void whatIsHandledIsGone() {
    QueueClient queue = queue("plain", "ein Wort: ö");
    assertEquals(1, look("plain", this::note).now(log));
    assertEquals(List.of("ein Wort: ö"), List.copyOf(handled));
    assertEquals(0, count(queue));
  }

  @Test
  void messagesAreHandledSideBySide() {
    QueueClient queue = queue("beside", "one", "two", "three");
    CyclicBarrier all = new CyclicBarrier(3);
    int found =
        look(
                "beside",
                (message, id, into) -> {
                  // One after the other would never get past here.
                  meet(all);
                  handled.add(message);
                })
            .now(log);
    assertEquals(3, found);
    assertEquals(3, handled.size());
    assertEquals(0, count(queue));
  }

  @Test
  void aLookThatBeginsReturnsWhileWhatItFoundIsBeingHandled() throws Exception {
    QueueClient queue = queue("begun", "one", "two");
    CountDownLatch goOn = new CountDownLatch(1);
    QueueLook look = look("begun", waitingFor(goOn));
    look.begin(log);
    assertEquals(List.of(), List.copyOf(handled));
    // Nobody finds again what is in work, nor does another look wait for it.
    look.begin(log);
    assertEquals(2, count(queue));
    goOn.countDown();
    look.drain(PATIENCE);
    assertEquals(Set.of("one", "two"), Set.copyOf(handled));
    assertEquals(2, handled.size());
    assertEquals(0, count(queue));
  }

  @Test
  void noMoreAreInWorkAtOnceThanTheTriggerWouldFetch() throws Exception {
    String[] crowd = IntStream.range(0, 20).mapToObj(Integer::toString).toArray(String[]::new);
    QueueClient queue = queue("crowd", crowd);
    CountDownLatch goOn = new CountDownLatch(1);
    CountDownLatch sixteen = new CountDownLatch(QueueLook.BATCH);
    AtomicInteger inWork = new AtomicInteger();
    Queue<Integer> atOnce = new ConcurrentLinkedQueue<>();
    QueueLook look =
        look(
            "crowd",
            (message, id, into) -> {
              atOnce.add(inWork.incrementAndGet());
              sixteen.countDown();
              waitingFor(goOn).handle(message, id, into);
              inWork.decrementAndGet();
            });
    look.begin(log);
    sixteen.await();
    Thread second =
        Thread.ofPlatform()
            .start(
                () -> {
                  try {
                    look.begin(log);
                  } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                  }
                });
    while (second.getState() != Thread.State.WAITING) {
      Thread.onSpinWait();
    }
    goOn.countDown();
    second.join();
    look.drain(PATIENCE);
    while (count(queue) > 0) {
      look.begin(log);
      look.drain(PATIENCE);
    }
    assertEquals(20, handled.size());
    assertEquals(20, Set.copyOf(handled).size());
    assertTrue(atOnce.stream().allMatch(n -> n <= QueueLook.BATCH), atOnce::toString);
  }

  @Test
  void whatAttemptFailsGivesItsRoomBack() throws Exception {
    queue("room", "one");
    QueueLook look = look("room", this::fail);
    look.begin(log);
    look.drain(PATIENCE);
    QueueLook missing = look("noroom", this::note);
    for (int i = 0; i <= QueueLook.BATCH; i++) {
      // Each would take a place for good, and the last would wait for ever.
      assertThrows(RuntimeException.class, () -> missing.begin(log));
    }
    assertEquals(1, handled.size());
  }

  @Test
  void aDrainEndsWhenItsPatienceIsOverAndLeavesTheRestInTheQueue() throws Exception {
    QueueClient queue = queue("patience", "one");
    CountDownLatch goOn = new CountDownLatch(1);
    QueueLook look = look("patience", waitingFor(goOn));
    look.begin(log);
    look.drain(Duration.ofMillis(1));
    assertEquals(List.of(), List.copyOf(handled));
    assertEquals(1, count(queue));
    goOn.countDown();
    look.drain(PATIENCE);
    assertEquals(0, count(queue));
  }

  @Test
  void nothingInWorkIsDrainedAtOnceAndLookingGoesOn() throws Exception {
    queue("drained", "one");
    QueueLook look = look("drained", this::note);
    look.drain(PATIENCE);
    look.begin(log);
    look.drain(PATIENCE);
    assertEquals(List.of("one"), List.copyOf(handled));
  }

  @Test
  void asManyAsTheTriggerFetchesAreHiddenForAMinute() {
    queue("hidden", "one");
    look("hidden", this::note).now(log);
    assertTrue(asked.contains("numofmessages=16&visibilitytimeout=60"), asked::toString);
  }

  @Test
  void aLookFailsAsOftenAndAsLongAsTheTriggerWould() throws IOException {
    Path hostJson = Path.of(System.getProperty("hearth.staging"), "host.json");
    JsonNode settings = new ObjectMapper().readTree(hostJson.toFile()).at("/extensions/queues");
    assertEquals(settings.get("batchSize").intValue(), QueueLook.BATCH);
    assertEquals(settings.get("maxDequeueCount").intValue(), FetchedMessage.ATTEMPTS);
    assertEquals(
        settings.get("visibilityTimeout").textValue(),
        LocalTime.MIDNIGHT.plus(FetchedMessage.PAUSE).format(DateTimeFormatter.ISO_LOCAL_TIME));
    assertEquals("base64", settings.get("messageEncoding").textValue());
  }

  @Test
  void whatFailsComesAgainForWhoeverLooksNext() {
    QueueClient queue = queue("fails", "one");
    assertEquals(1, look("fails", this::fail).now(log));
    // It is hidden during its pause, neither lost nor given up.
    assertEquals(0, look("fails", this::note).now(log));
    assertEquals(1, count(queue));
    assertThrows(QueueStorageException.class, () -> count(queues.getQueueClient("fails-poison")));
  }

  @Test
  void theFifthFailureIsTheLast() {
    QueueClient queue = queue("last", "one");
    fetchedBefore(queue, 4);
    look("last", this::fail).now(log);
    assertEquals(1, handled.size());
    assertEquals(0, count(queue));
    assertEquals(List.of(encoded("one")), texts("last-poison"));
  }

  @Test
  void whatWasFetchedTooOftenIsNotTriedAnyMore() {
    QueueClient queue = queue("often", "one");
    fetchedBefore(queue, 5);
    assertEquals(1, look("often", this::note).now(log));
    assertEquals(0, handled.size());
    assertEquals(0, count(queue));
    assertEquals(List.of(encoded("one")), texts("often-poison"));
  }

  @Test
  void whatIsNotBase64IsGivenUpAsItIs() {
    queues.createQueue("plaintext").sendMessage("{\"v\":1}");
    look("plaintext", this::note).now(log);
    assertEquals(0, handled.size());
    assertEquals(List.of("{\"v\":1}"), texts("plaintext-poison"));
  }

  @Test
  void whatSomebodyElseFetchedMeanwhileIsLeftToThem() {
    QueueClient queue = queue("taken", "one");
    QueueMessageItem item = queue.receiveMessage();
    // As if the minute were over and the trigger had fetched it.
    queue.updateMessage(
        item.getMessageId(),
        item.getPopReceipt(),
        item.getBody().toString(),
        Duration.ofMinutes(1));
    new FetchedMessage(() -> queues, queue, item).settle(this::note, log);
    assertEquals(List.of("one"), List.copyOf(handled));
    assertEquals(1, count(queue));
    new FetchedMessage(() -> queues, queue, item).settle(this::fail, log);
    assertEquals(1, count(queue));
    assertEquals(
        List.of("message " + item.getMessageId() + " of taken failed, attempt 1 of 5"), logged);
  }

  @Test
  void whatSomebodyElseSettledMeanwhileIsSettled() {
    QueueClient queue = queue("gone", "one");
    look("gone", (message, id, into) -> queue.clearMessages()).now(log);
    assertEquals(List.of(), logged);
  }

  @Test
  void anErrorIsAFailureToo() {
    QueueClient queue = queue("error", "one");
    look(
            "error",
            (message, id, into) -> {
              throw new NoClassDefFoundError("hearth/Missing");
            })
        .now(log);
    assertEquals(1, count(queue));
  }

  @Test
  void aQueueThatCannotBeReadIsTold() {
    assertThrows(RuntimeException.class, () -> look("missing", this::note).now(log));
  }

  private static Mono<HttpResponse> record(
      HttpPipelineCallContext call, HttpPipelineNextPolicy next) {
    asked.add(String.valueOf(call.getHttpRequest().getUrl().getQuery()));
    return next.process();
  }

  private QueueLook look(String queue, QueueLook.Handler handler) {
    return new QueueLook(() -> queues, queue, handler);
  }

  private void note(String message, String id, Logger log) {
    handled.add(message);
  }

  /** Handles once it may. */
  private QueueLook.Handler waitingFor(CountDownLatch goOn) {
    return (message, id, into) -> {
      try {
        goOn.await();
      } catch (InterruptedException e) {
        throw new IllegalStateException(e);
      }
      handled.add(message);
    };
  }

  private void fail(String message, String id, Logger log) {
    handled.add(message);
    throw new IllegalStateException("the table is away");
  }

  private static QueueClient queue(String name, String... messages) {
    QueueClient queue = queues.createQueue(name);
    for (String message : messages) {
      queue.sendMessage(encoded(message));
    }
    return queue;
  }

  private static String encoded(String message) {
    return Base64.getEncoder().encodeToString(message.getBytes(StandardCharsets.UTF_8));
  }

  /** Each fetch counts, and is undone at once. */
  private static void fetchedBefore(QueueClient queue, int times) {
    for (int i = 0; i < times; i++) {
      QueueMessageItem item = queue.receiveMessage();
      queue.updateMessage(
          item.getMessageId(), item.getPopReceipt(), item.getBody().toString(), Duration.ZERO);
    }
  }

  private static void meet(CyclicBarrier barrier) {
    try {
      barrier.await(30, TimeUnit.SECONDS);
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  private static long count(QueueClient queue) {
    return queue.getProperties().getApproximateMessagesCountLong();
  }

  private static List<String> texts(String queue) {
    return queues.getQueueClient(queue).peekMessages(32, null, Context.NONE).stream()
        .map(PeekedMessageItem::getBody)
        .map(Object::toString)
        .toList();
  }
}
