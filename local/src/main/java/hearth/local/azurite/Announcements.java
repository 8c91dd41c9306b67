package hearth.local.azurite;

import java.io.BufferedReader;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads what Azurite prints: where each service listens, and the last lines for when it fails. */
final class Announcements {
  private static final Pattern LISTENING =
      Pattern.compile("Azurite (\\w+) service is successfully listening at https?://.*:(\\d+)\\s*");
  private static final int PATIENCE_SECONDS = 60;
  private static final int LINES = 30;

  private final Deque<String> last = new ArrayDeque<>();
  private final Map<Service, Integer> ports = new EnumMap<>(Service.class);
  private final CompletableFuture<Map<Service, Integer>> complete = new CompletableFuture<>();

  private Announcements() {}

  /** Reads on until the process ends, so that it never blocks on a full pipe. */
  static Announcements of(Process process) {
    Announcements announcements = new Announcements();
    Thread.ofPlatform()
        .daemon()
        .name("azurite-output")
        .start(() -> announcements.readAll(process.inputReader()));
    return announcements;
  }

  /**
   * The ports, once all services listen.
   *
   * @throws IllegalStateException when Azurite ended or takes too long
   */
  Map<Service, Integer> await() {
    try {
      return complete.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    } catch (ExecutionException | TimeoutException e) {
      throw new IllegalStateException("Azurite did not start: " + lastLines(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while Azurite was starting", e);
    }
  }

  private void readAll(BufferedReader output) {
    try (output) {
      for (String line = output.readLine(); line != null; line = output.readLine()) {
        read(line);
      }
      complete.completeExceptionally(new IOException("Azurite has ended"));
    } catch (IOException e) {
      complete.completeExceptionally(e);
    }
  }

  private synchronized void read(String line) {
    last.addLast(line);
    if (last.size() > LINES) {
      last.removeFirst();
    }
    Matcher listening = LISTENING.matcher(line);
    if (listening.matches()) {
      for (Service service : Service.values()) {
        if (service.title().equals(listening.group(1))) {
          ports.put(service, Integer.valueOf(listening.group(2)));
        }
      }
    }
    if (ports.size() == Service.values().length) {
      complete.complete(Map.copyOf(ports));
    }
  }

  private synchronized String lastLines() {
    return String.join(System.lineSeparator(), last);
  }
}
