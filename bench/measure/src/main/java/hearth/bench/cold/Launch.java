package hearth.bench.cold;

import hearth.local.discord.InteractionSigner;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Starts one JVM as Azure's Java worker is started, and reads what it measured. */
final class Launch {
  /** The worker's own, from its {@code worker.config.json}. */
  private static final List<String> FLAGS =
      List.of(
          "-XX:+TieredCompilation",
          "-XX:TieredStopAtLevel=1",
          "-noverify",
          "-Djava.net.preferIPv4Stack=true");

  private static final Pattern LINE =
      Pattern.compile("began=(\\d+) load=(\\d+) call=(\\d+) outcome=(.*)", Pattern.DOTALL);

  private final Settings settings;

  /**
   * The settings that all launches have in common.
   *
   * @param worker the class path of the worker alone
   * @param warmUp the jar of the function that a worker calls before it knows its app, or null
   * @param environment the app's settings
   * @param scratch where files may be left
   */
  record Settings(
      String worker,
      Path warmUp,
      List<String> flags,
      Map<String, String> environment,
      InteractionSigner signer,
      Path scratch) {}

  /**
   * One cold start.
   *
   * @param began when the app began to be loaded
   * @param load nanoseconds until it was
   * @param call nanoseconds from then until the function had answered
   */
  record Times(Instant began, long load, long call) {
    double loadMillis() {
      return load / 1e6;
    }

    double callMillis() {
      return call / 1e6;
    }

    double totalMillis() {
      return (load + call) / 1e6;
    }
  }

  Launch(Settings settings) {
    this.settings = settings;
  }

  /** One cold start; it must come to what the payload expects. */
  Times measure(Subject subject, Payload payload) {
    return run(subject, payload, List.of());
  }

  /** One more that is not timed: which classes it loads. */
  ClassCount count(Subject subject, Payload payload) {
    Path log = settings.scratch().resolve("classes.log");
    run(subject, payload, List.of("-Xlog:class+load=info:file=" + log + ":none:filecount=0"));
    return ClassCount.of(log);
  }

  private Times run(Subject subject, Payload payload, List<String> more) {
    try {
      Path task = settings.scratch().resolve("task.properties");
      write(task, subject, payload);
      ProcessBuilder builder = new ProcessBuilder(command(task, more));
      builder.environment().putAll(settings.environment());
      builder.redirectError(settings.scratch().resolve("stderr.log").toFile());
      Process process = builder.start();
      String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      return times(subject, payload, printed.strip());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private List<String> command(Path task, List<String> more) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(FLAGS);
    command.addAll(settings.flags());
    command.addAll(more);
    command.addAll(
        List.of("-cp", settings.worker(), "hearth.bench.worker.Worker", task.toString()));
    return command;
  }

  private void write(Path file, Subject subject, Payload payload) throws IOException {
    String timestamp = Long.toString(Instant.now().getEpochSecond());
    Properties task = new Properties();
    task.setProperty("jars", subject.path());
    task.setProperty("functions", String.join(",", subject.functions()));
    task.setProperty("call", subject.call());
    task.setProperty("body", payload.body());
    task.setProperty("timestamp", timestamp);
    task.setProperty("signature", settings.signer().sign(timestamp, payload.body()));
    if (settings.warmUp() != null) {
      task.setProperty("warmUp", settings.warmUp().toString());
      task.setProperty("warmUpFunction", "hearth.bench.nothing.Nothing.nothing");
    }
    try (Writer writer = Files.newBufferedWriter(file, StandardCharsets.UTF_8)) {
      task.store(writer, null);
    }
  }

  private Times times(Subject subject, Payload payload, String printed) throws IOException {
    Matcher line = LINE.matcher(printed);
    if (!line.find() || !line.group(4).contains(payload.expected())) {
      String errors = Files.readString(settings.scratch().resolve("stderr.log"));
      throw new IllegalStateException(
          subject.name() + " did not do " + payload.name() + ": " + printed + "\n" + errors);
    }
    return new Times(
        Instant.ofEpochMilli(Long.parseLong(line.group(1))),
        Long.parseLong(line.group(2)),
        Long.parseLong(line.group(3)));
  }
}
