package hearth.local;

import hearth.local.demo.Evening;
import hearth.local.demo.Killer;
import hearth.local.demo.StepFailed;
import hearth.local.stack.LocalStack;
import java.io.IOException;
import java.time.Duration;

/** Evenings, one after another, until the host was killed often enough. */
final class Evenings {
  private static final int LONGEST_PAUSE_MILLIS = 4000;

  private final StackOptions options;

  Evenings(StackOptions options) {
    this.options = options;
  }

  /** The exit code: 0 when every step was seen. */
  int play(int kills, long firstSeed) throws IOException {
    LocalStack stack = started();
    Duration patience = Duration.ofSeconds(kills == 0 ? 120 : 600);
    long seed = firstSeed;
    int left = kills;
    int evenings = 0;
    int hits = 0;
    try {
      do {
        evenings++;
        System.out.println("Evening " + evenings + (kills > 0 ? ", seed " + seed : ""));
        Killer killer = new Killer(stack, System.out, seed, left, LONGEST_PAUSE_MILLIS);
        try {
          new Evening(stack, System.out, patience).play();
        } finally {
          killer.close();
        }
        left = killer.left();
        hits += killer.hits();
        seed++;
        if (left > 0) {
          stack.close();
          stack = started();
        }
      } while (left > 0);
    } catch (StepFailed e) {
      System.out.println("FAILED: " + e.getMessage());
      System.out.println("The functions host's log: " + stack.host().log());
      return 1;
    }
    System.out.println(
        kills == 0
            ? "Every step was seen."
            : "Every step was seen, in "
                + evenings
                + " evenings with "
                + kills
                + " kills, "
                + hits
                + " of them just after a fetch.");
    return 0;
  }

  private LocalStack started() throws IOException {
    LocalStack stack = options.stack((server, line) -> {});
    stack.start();
    return stack;
  }
}
