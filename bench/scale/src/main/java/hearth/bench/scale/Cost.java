package hearth.bench.scale;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;

/**
 * The cost of one event to its thread: neither figure depends on what else the machine does.
 *
 * @param micros processor time in µs
 * @param kibibytes memory allocated in KiB
 */
record Cost(double micros, double kibibytes) {
  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  /** Joins and leaves, one after the other, dealt to the servers in turn. */
  static Cost of(Deployment deployment, int events) {
    long cpu = THREADS.getCurrentThreadCpuTime();
    long allocated = THREADS.getCurrentThreadAllocatedBytes();
    for (int n = 0; n < events; n++) {
      Crowd crowd = deployment.crowds().get(n % deployment.crowds().size());
      deployment.handle(crowd, crowd.comesOrGoes(), 0);
    }
    return new Cost(
        (THREADS.getCurrentThreadCpuTime() - cpu) / 1e3 / events,
        (THREADS.getCurrentThreadAllocatedBytes() - allocated) / 1024.0 / events);
  }
}
