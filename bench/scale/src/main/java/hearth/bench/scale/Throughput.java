package hearth.bench.scale;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Joins and leaves, dealt to the servers in turn, handled by so many invocations at once.
 *
 * @param perSecond events a second
 * @param loads states read for each event
 * @param saves writes tried for each event
 * @param conflicts writes lost for each event
 * @param tables table transactions for each event
 * @param failed events that lost every race, which the queue would bring again
 */
record Throughput(
    double perSecond, double loads, double saves, double conflicts, double tables, int failed) {

  static Throughput of(Deployment deployment, int events, int parallel)
      throws InterruptedException {
    run(deployment, Math.max(50, events / 10), parallel);
    CountingStore.Counts before = deployment.store().counts();
    long tables = deployment.storage().tables().requests();
    long begin = System.nanoTime();
    int failed = run(deployment, events, parallel);
    double seconds = (System.nanoTime() - begin) / 1e9;
    CountingStore.Counts counts = deployment.store().counts().since(before);
    return new Throughput(
        events / seconds,
        counts.loads() / (double) events,
        counts.saves() / (double) events,
        counts.conflicts() / (double) events,
        (deployment.storage().tables().requests() - tables) / (double) events,
        failed);
  }

  private static int run(Deployment deployment, int events, int parallel)
      throws InterruptedException {
    AtomicInteger next = new AtomicInteger();
    AtomicInteger failed = new AtomicInteger();
    CountDownLatch done = new CountDownLatch(parallel);
    try (ExecutorService pool = Executors.newFixedThreadPool(parallel)) {
      for (int worker = 0; worker < parallel; worker++) {
        int host = worker;
        pool.execute(
            () -> {
              for (int n = next.getAndIncrement(); n < events; n = next.getAndIncrement()) {
                Crowd crowd = deployment.crowds().get(n % deployment.crowds().size());
                try {
                  deployment.handle(crowd, crowd.comesOrGoes(), host);
                } catch (IllegalStateException e) {
                  failed.incrementAndGet();
                }
              }
              done.countDown();
            });
      }
      done.await();
    }
    return failed.get();
  }
}
