package hearth.local.host;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

/** The host as a process of its own, and what it prints. */
public final class HostProcess implements AutoCloseable {
  private final List<String> lines = new CopyOnWriteArrayList<>();
  private final Process process;
  private final Thread reader;

  public HostProcess(Map<String, String> settings, List<String> jvm, String... arguments) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("-XX:TieredStopAtLevel=1");
    command.addAll(jvm);
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.add(Host.class.getName());
    command.addAll(List.of(arguments));
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().putAll(settings);
    try {
      process = builder.start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    BufferedReader output = process.inputReader();
    reader = Thread.ofPlatform().daemon().start(() -> output.lines().forEach(lines::add));
  }

  void awaitPrinted(String part) {
    Eventually.isTrue(
        "'" + part + "' in " + lines, () -> lines.stream().anyMatch(line -> line.contains(part)));
  }

  public List<String> lines() {
    return List.copyOf(lines);
  }

  /** Waits for its end. */
  int exitCode() {
    try {
      int code = process.waitFor();
      reader.join();
      return code;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** Sends SIGTERM. */
  void terminate() {
    process.toHandle().destroy();
  }

  /** Sends SIGKILL. */
  public void kill() {
    process.toHandle().destroyForcibly();
  }

  @Override
  public void close() {
    kill();
    exitCode();
  }
}
