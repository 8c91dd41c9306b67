package hearth.bench.load;

import hearth.bench.Surroundings;
import hearth.local.stack.LocalStack;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The HTTP answer at increasing load, sent by wrk: an answer is there when the reply is deferred
 * and the message is in the queue.
 */
final class Door {
  private static final int MOST_REQUESTS = 3000;
  private static final int SECONDS = 10;
  private static final int[] CONNECTIONS = {1, 1, 2, 4, 8, 16};
  private static final Pattern RESULT =
      Pattern.compile("RESULT (\\d+) (\\d+) (\\d+) (\\d+) (\\d+) (\\d+) (\\d+)");

  private Door() {}

  /** Takes nothing. The first level warms up and is not printed. */
  public static void main(String[] args) throws IOException {
    Path scratch = Files.createDirectories(Path.of("bench/measure/target/load"));
    Path script = scratch.resolve("signed.lua");
    try (InputStream in = Door.class.getResourceAsStream("signed.lua")) {
      Files.copy(in, script, StandardCopyOption.REPLACE_EXISTING);
    }
    LocalStack stack = Stack.start((server, line) -> {});
    System.out.println(Surroundings.line());
    System.out.printf(
        "%-12s %10s %10s %10s %10s %10s %10s %10s%n",
        "connections", "requests", "failed", "req/s", "p50 ms", "p99 ms", "p99.9 ms", "queued");
    for (int level = 0; level < CONNECTIONS.length; level++) {
      level(stack, script, scratch, CONNECTIONS[level], level > 0);
    }
    System.exit(0);
  }

  private static void level(
      LocalStack stack, Path script, Path scratch, int connections, boolean print)
      throws IOException {
    Path requests = SignedFile.write(stack, MOST_REQUESTS, scratch.resolve("requests.tsv"));
    String printed = wrk(stack, script, requests, connections);
    Matcher result = RESULT.matcher(printed);
    if (!result.find()) {
      throw new IllegalStateException("wrk said: " + printed);
    }
    long queued = stack.storage().messages("commands");
    // The rest would be worked on while the next level is measured.
    stack.storage().queue("commands").clearMessages();
    if (print) {
      long count = Long.parseLong(result.group(1));
      System.out.printf(
          Locale.ROOT,
          "%-12d %10d %10s %10.0f %10.1f %10.1f %10.1f %10d%n",
          connections,
          count,
          result.group(2),
          count * 1e6 / Double.parseDouble(result.group(3)),
          millis(result.group(4)),
          millis(result.group(5)),
          millis(result.group(6)),
          queued);
    }
  }

  private static String wrk(LocalStack stack, Path script, Path requests, int connections)
      throws IOException {
    Process wrk =
        new ProcessBuilder(
                "wrk",
                "--threads=1",
                "--connections=" + connections,
                "--duration=" + SECONDS + "s",
                "--timeout=10s",
                "--script=" + script,
                stack.endpoint().toString(),
                "--",
                requests.toString())
            .redirectErrorStream(true)
            .start();
    return new String(wrk.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
  }

  private static double millis(String micros) {
    return Double.parseDouble(micros) / 1000;
  }
}
