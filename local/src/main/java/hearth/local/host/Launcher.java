package hearth.local.host;

import hearth.local.host.function.HostException;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** Runs a {@link Host} as a process, until a signal or the end of the process that started it. */
final class Launcher {
  private Launcher() {}

  /** Prints {@code ready} and the address when the host serves; exits with 1 when it cannot. */
  static void run(String... arguments) {
    try {
      CommandLine line = CommandLine.of(arguments);
      Host host = new Host(line.options());
      Runtime.getRuntime().addShutdownHook(new Thread(host::close, "close"));
      host.start();
      System.out.println("ready " + host.uri());
      line.readyFile().ifPresent(file -> write(file, host.uri().toString()));
    } catch (HostException e) {
      System.err.println("host: " + e.getMessage());
      System.exit(1);
    }
    // A parent that was killed could not stop us; the host's other threads are daemons.
    var unused =
        ProcessHandle.current()
            .parent()
            .map(ProcessHandle::onExit)
            .map(exit -> exit.thenRun(() -> System.exit(0)));
  }

  private static void write(Path file, String text) {
    try {
      // Moved into place, so that nobody reads half of it.
      Path part = Files.writeString(Path.of(file + ".part"), text);
      Files.move(part, file, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
