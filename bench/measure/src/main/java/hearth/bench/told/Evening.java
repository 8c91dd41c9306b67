package hearth.bench.told;

import hearth.bench.Watch;
import hearth.local.discord.SignedInteractions;
import hearth.local.machine.GameProcess;
import hearth.local.stack.LocalStack;
import hearth.local.stack.Town;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** One server that runs, and somebody who asks or joins now and then. */
final class Evening implements AutoCloseable {
  /** A machine takes Azure's own minutes to come. */
  private static final Duration PATIENCE = Duration.ofMinutes(15);

  private static final double AZURES_SPEED = 1;
  private static final String SERVER = "valheim";

  private final Watch watch = new Watch();
  private final Random more = new Random(1);
  private final List<Long> answers = new ArrayList<>();
  private final List<Long> announcements = new ArrayList<>();
  private final LocalStack stack;
  private long ready;

  private Evening(Mode mode) throws IOException {
    stack =
        new LocalStack(
            new LocalStack.Options(
                Path.of("").toAbsolutePath(),
                Files.createTempDirectory("hearth-told"),
                0,
                AZURES_SPEED,
                Duration.ofMinutes(10),
                Duration.ofMinutes(5),
                mode.settings()),
            (server, line) -> watch.see("said " + line));
  }

  /** Returns when the server's game is joinable. */
  static Evening start(Mode mode) throws IOException, InterruptedException {
    Evening evening = new Evening(mode);
    evening.light();
    return evening;
  }

  private void light() throws InterruptedException {
    stack.start();
    stack.discord().watch(watch);
    Instant asked = Instant.now();
    try (SignedInteractions patient = stack.patient(PATIENCE)) {
      // Its first answer loads the app: that is the cold benchmark's matter.
      patient.send(stack.shapes().command(Town.ADA, "server", "start", Map.of("server", SERVER)));
    }
    Instant announced = await("posted", "ready at", asked);
    ready = millis(await("said", "type='ready'", asked), announced);
  }

  /** From the agent's {@code ready} to its announcement. */
  long ready() {
    return ready;
  }

  /** From a command to the first edit of its answer, each round. */
  List<Long> answers() {
    return answers;
  }

  /** From a line of the game to its announcement, each round. */
  List<Long> announcements() {
    return announcements;
  }

  /** After so many seconds without a command or a line, and up to ten more, one of each. */
  void round(int silence) throws InterruptedException {
    Thread.sleep(Duration.ofSeconds(silence).toMillis() + more.nextInt(10_000));
    Instant asked = Instant.now();
    SignedInteractions.Outcome sent =
        stack
            .interactions()
            .send(stack.shapes().command(Town.ADA, "server", "status", Map.of("server", SERVER)));
    if (!sent.delivered()) {
      throw new IllegalStateException("the answer did not come in time");
    }
    answers.add(millis(asked, await("edited", "Valheim", asked)));
    GameProcess guest = stack.guest(SERVER).orElseThrow();
    String name = "Told" + answers.size();
    Instant printed = Instant.now();
    guest.join(name);
    announcements.add(millis(printed, await("posted", name + " joined", printed)));
    Instant gone = Instant.now();
    guest.leave(name);
    await("posted", name + " left", gone);
  }

  private Instant await(String source, String words, Instant begun) throws InterruptedException {
    return watch
        .first(seen -> seen.startsWith(source) && seen.contains(words), begun, PATIENCE)
        .orElseThrow(() -> new IllegalStateException(source + " was never: " + words));
  }

  private static long millis(Instant from, Instant to) {
    return Duration.between(from, to).toMillis();
  }

  @Override
  public void close() {
    stack.close();
  }
}
