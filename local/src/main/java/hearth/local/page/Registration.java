package hearth.local.page;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Registers the slash commands with the stand-in by the program that does it in Discord, in a
 * process of its own: the local run knows the app only as it is published.
 */
public final class Registration {
  private Registration() {}

  /**
   * Registers.
   *
   * @param classpath where that program is
   * @param settings the app's settings as a file
   * @return what it said where it failed; empty when all went well
   */
  public static Optional<String> run(String classpath, Path settings) {
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    ProcessBuilder builder =
        new ProcessBuilder(
            java,
            "-XX:TieredStopAtLevel=1",
            "-cp",
            classpath,
            "hearth.setup.Setup",
            "register",
            "--yes",
            "--settings",
            settings.toString());
    try {
      Process process = builder.redirectErrorStream(true).start();
      process.getOutputStream().close();
      String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      return process.waitFor() == 0 ? Optional.empty() : Optional.of(said.strip());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.of("interrupted");
    }
  }
}
