package hearth.local.host;

import hearth.local.host.function.HostLog;

import hearth.local.host.function.HostException;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.logging.Logger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class WorkerStartsTest {
  private final List<String> lines = new ArrayList<>();
  private final Logger log = HostLog.logger("host", lines::add);
  private final AtomicInteger starts = new AtomicInteger();

  private String startFailing(int times) {
    return WorkerStarts.started(
        () -> {
          if (starts.incrementAndGet() <= times) {
            throw new HostException("start " + starts + " broke off");
          }
          return "up";
        },
        log);
  }

  @Test
  void twoFailedStartsAreToldAndTheThirdServes() {
    assertEquals("up", startFailing(2));
    assertEquals(3, starts.get());
    assertEquals(2, failures(lines));
  }

  @Test
  void theThirdFailedStartIsTheLast() {
    HostException e = assertThrows(HostException.class, () -> startFailing(3));
    assertEquals("start 3 broke off", e.getMessage());
    assertEquals(3, starts.get());
    assertEquals(3, failures(lines));
  }

  @Test
  void aJarThatIsPutRightAfterTheSecondStartIsServed(@TempDir Path directory) throws Exception {
    Staging staging = SampleApp.in(directory);
    staging.function("echo", "sample.Http.echo", Staging.HTTP);
    byte[] whole = Files.readAllBytes(staging.jar());
    Files.writeString(staging.jar(), "half a jar");
    AtomicInteger failed = new AtomicInteger();
    Consumer<String> putRight =
        line -> {
          if (line.contains("of 3 failed") && failed.incrementAndGet() == 2) {
            write(staging.jar(), whole);
          }
        };
    HostOptions options = HostOptions.of(staging.folder()).withSettings(Map.of()).logTo(putRight);
    try (Host host = new Host(options)) {
      host.start();
      assertEquals(2, failed.get());
    }
  }

  @Test
  void aHostWhoseWorkerNeverStartsEndsWith1(@TempDir Path directory) {
    SampleApp.in(directory).function("one", "sample.Nowhere.run", Staging.HTTP);
    String staging = directory.resolve("staging").toString();
    try (HostProcess host =
        new HostProcess(Map.of(), List.of(), "--staging", staging, "--port", "0")) {
      assertEquals(1, host.exitCode());
      assertEquals(3, failures(host.lines()));
    }
  }

  private static long failures(List<String> lines) {
    return lines.stream().filter(line -> line.matches(".*start \\d of 3 failed.*")).count();
  }

  private static void write(Path file, byte[] bytes) {
    try {
      Files.write(file, bytes);
    } catch (java.io.IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}
