package hearth.bench.load;

import hearth.local.http.Json;
import hearth.local.stack.LocalStack;
import hearth.local.stack.Town;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Writes signed requests to a file, each an interaction of its own; good for five minutes. */
final class SignedFile {
  private SignedFile() {}

  /** So many {@code /server status valheim}. */
  static Path write(LocalStack stack, int count, Path file) throws IOException {
    String timestamp = Long.toString(Instant.now().getEpochSecond());
    List<String> lines = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      String body =
          Json.text(
              stack.shapes().command(Town.ADA, "server", "status", Map.of("server", "valheim")));
      lines.add(timestamp + "\t" + stack.sign(timestamp, body) + "\t" + body);
    }
    return Files.write(file, lines);
  }
}
