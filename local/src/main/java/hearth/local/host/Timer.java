package hearth.local.host;

import hearth.local.host.function.Outcome;
import hearth.local.host.function.InWork;
import hearth.local.host.function.AppFunction;
import hearth.local.host.function.Metadata;
import hearth.local.host.queue.QueueWriter;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Runs one function as its schedule says, in UTC; never twice at once. */
final class Timer {
  private static final String TRIGGER =
      "{\"Schedule\":{\"AdjustForDST\":true},"
          + "\"ScheduleStatus\":{\"Last\":\"%s\",\"LastUpdated\":\"%s\",\"Next\":\"%s\"},"
          + "\"IsPastDue\":false}";

  private final AppFunction function;
  private final Schedule schedule;
  private final Optional<Duration> period;
  private final QueueWriter outputs;
  private final InWork inWork = new InWork();
  private Instant last = Instant.EPOCH;

  /**
   * @param period how often it fires, instead of what the schedule says
   */
  Timer(AppFunction function, Schedule schedule, Optional<Duration> period, QueueWriter outputs) {
    this.function = function;
    this.schedule = schedule;
    this.period = period;
    this.outputs = outputs;
  }

  /** Fires from now on, on {@code pool}, until {@code later} is shut down. */
  void start(ScheduledExecutorService later, Executor pool) {
    Duration wait = Duration.between(Instant.now(), next());
    try {
      var unused =
          later.schedule(
              () ->
                  pool.execute(
                      () -> {
                        fire();
                        start(later, pool);
                      }),
              Math.max(0, wait.toMillis()),
              TimeUnit.MILLISECONDS);
    } catch (RejectedExecutionException e) {
      // The host is closing.
      return;
    }
  }

  /** Runs it now. */
  void fire() {
    inWork.enter();
    try {
      run();
    } finally {
      inWork.leave();
    }
  }

  /** Waits a little for what is in work. */
  void drain(Duration patience) {
    inWork.awaitNone(patience);
  }

  private synchronized void run() {
    Instant now = Instant.now();
    String trigger = TRIGGER.formatted(last, last, next());
    last = now;
    if (function.invoke(trigger, new Metadata()) instanceof Outcome.Returned returned) {
      outputs.writeAll(function.name(), returned.outputs());
    }
  }

  private Instant next() {
    Instant now = Instant.now();
    return period
        .map(now::plus)
        .orElseGet(
            () ->
                schedule
                    .next(LocalDateTime.ofInstant(now, ZoneOffset.UTC))
                    .toInstant(ZoneOffset.UTC));
  }
}
