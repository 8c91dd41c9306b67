package hearth.azure;

import hearth.azure.table.SharedKeyLite;
import hearth.azure.table.StorageHttp;
import hearth.azure.table.Table;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A real Azurite on ports of its own choice, for the adapters' tests. */
public final class AzuriteProcess implements AutoCloseable {
  private static final Pattern LISTENING =
      Pattern.compile("Azurite (Queue|Table) service is successfully listening at (\\S+)");
  private static final String ACCOUNT = "devstoreaccount1";
  private static final String KEY =
      "Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw==";

  private final Process process;
  private final String queues;
  private final String tables;

  private AzuriteProcess(Process process, String queues, String tables) {
    this.process = process;
    this.queues = queues;
    this.tables = tables;
  }

  public static AzuriteProcess start(Path directory) throws IOException {
    Path script = Path.of(System.getProperty("hearth.node_modules"), "azurite/dist/src/azurite.js");
    if (!Files.exists(script)) {
      throw new IllegalStateException("Azurite is not installed: run 'npm ci' in the folder local");
    }
    Process process =
        new ProcessBuilder(
                List.of(
                    "node",
                    script.toString(),
                    "--disableTelemetry",
                    "--silent",
                    "--location",
                    directory.toString(),
                    "--blobPort",
                    "0",
                    "--queuePort",
                    "0",
                    "--tablePort",
                    "0"))
            .redirectErrorStream(true)
            .start();
    String queues = null;
    String tables = null;
    BufferedReader out = process.inputReader(StandardCharsets.UTF_8);
    while (queues == null || tables == null) {
      String line = out.readLine();
      if (line == null) {
        throw new IllegalStateException("Azurite ended before it listened");
      }
      Matcher listening = LISTENING.matcher(line);
      if (listening.find()) {
        boolean queue = listening.group(1).equals("Queue");
        queues = queue ? listening.group(2) : queues;
        tables = queue ? tables : listening.group(2);
      }
    }
    return new AzuriteProcess(process, queues, tables);
  }

  public String tables() {
    return connection("Table", tables);
  }

  /** A table by the adapter that is tested. */
  public Table table(String name) {
    return new Table(
        URI.create(tables + "/" + ACCOUNT), name, new StorageHttp(new SharedKeyLite(ACCOUNT, KEY)));
  }

  public String queues() {
    return connection("Queue", queues);
  }

  private static String connection(String service, String uri) {
    return "DefaultEndpointsProtocol=http;AccountName=devstoreaccount1;AccountKey="
        + KEY
        + ";"
        + service
        + "Endpoint="
        + uri
        + "/devstoreaccount1;";
  }

  @Override
  public void close() {
    process.destroyForcibly();
    process.onExit().join();
  }
}
