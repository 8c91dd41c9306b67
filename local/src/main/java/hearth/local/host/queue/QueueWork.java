package hearth.local.host.queue;

import hearth.local.host.function.Outcome;
import hearth.local.host.function.AppFunction;

import com.azure.storage.queue.QueueClient;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.BooleanSupplier;
import java.util.logging.Logger;

/**
 * The handling of one fetched message:
 *
 * <pre>
 * fetched ── too many attempts before, or not encoded as it should be ──▶ poison queue
 *    └─ run ─┬─ returned, outputs written ──▶ deleted
 *            ├─ failed ─┬─ attempts left ──▶ visible again after a pause
 *            │          └─ the last attempt ──▶ poison queue
 *            └─ no reply ──▶ hidden until its time is over
 * </pre>
 */
public final class QueueWork {
  private final AppFunction function;
  private final QueueClient poisonQueue;
  private final HostJson settings;
  private final QueueWriter outputs;
  private final BooleanSupplier twice;
  private final Executor pool;
  private final Logger log;

  /**
   * @param twice whether a second invocation runs beside each, as when a queue delivers twice
   */
  public QueueWork(
      AppFunction function,
      QueueClient poisonQueue,
      HostJson settings,
      QueueWriter outputs,
      BooleanSupplier twice,
      Executor pool,
      Logger log) {
    this.function = function;
    this.poisonQueue = poisonQueue;
    this.settings = settings;
    this.outputs = outputs;
    this.twice = twice;
    this.pool = pool;
    this.log = log;
  }

  /** Works on it until it is settled or cannot be; then it comes again in its time. */
  public void on(HeldMessage message) {
    try {
      settle(message);
    } catch (RuntimeException e) {
      log.warning("message " + message.id() + " cannot be settled: " + Outage.words(e));
    } finally {
      message.leave();
    }
  }

  private void settle(HeldMessage message) {
    Optional<String> body = settings.encoding().decode(message.text());
    if (body.isEmpty()) {
      poison(message, "it is not " + settings.encoding());
    } else if (message.dequeueCount() > settings.maxDequeueCount()) {
      poison(message, "it was fetched " + message.dequeueCount() + " times and never done");
    } else {
      invoke(message, body.get());
    }
  }

  private void invoke(HeldMessage message, String body) {
    if (twice.getAsBoolean()) {
      pool.execute(() -> outcome(message, body));
    }
    switch (outcome(message, body)) {
      case Outcome.Returned returned -> message.delete();
      case Outcome.Failed failed when message.dequeueCount() >= settings.maxDequeueCount() ->
          poison(message, "it failed " + message.dequeueCount() + " times");
      case Outcome.Failed failed -> message.release(settings.retryPause());
      case Outcome.NoReply noReply ->
          log.warning("message " + message.id() + " stays hidden until its time is over");
    }
  }

  /** An output that cannot be written makes it a failure. */
  private Outcome outcome(HeldMessage message, String body) {
    Outcome outcome = function.invoke(body, message.metadata(body));
    boolean isUnwritten =
        outcome instanceof Outcome.Returned returned
            && !outputs.writeAll(function.name(), returned.outputs());
    return isUnwritten ? new Outcome.Failed() : outcome;
  }

  private void poison(HeldMessage message, String why) {
    log.warning(
        "message %s goes to %s: %s".formatted(message.id(), poisonQueue.getQueueName(), why));
    poisonQueue.createIfNotExists();
    poisonQueue.sendMessage(message.text());
    message.delete();
  }
}
