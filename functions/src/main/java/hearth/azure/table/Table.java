package hearth.azure.table;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import hearth.azure.Warmup;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * One table of the Table service, by its REST protocol: as little of it as Hearth needs. The Azure
 * SDK's client does the same, but takes a fresh process half a second more to load
 * (docs/performance.md).
 */
public final class Table {
  /** The first version that takes tokens. */
  private static final String VERSION = "2020-12-06";

  private static final String JSON_TYPE = "application/json;odata=nometadata";
  private static final String NOTHING = "";
  private static final long LONGEST_WAIT_SECONDS = 3;
  private static final String LINE = "\r\n";

  private final String service;
  private final String name;
  private final Exchange exchange;
  private volatile CountDownLatch connection = new CountDownLatch(0);

  /** Apart, so that a connection can be made before these classes are loaded. */
  private static final class Json {
    static final ObjectMapper MAPPER = new ObjectMapper();
  }

  /**
   * A row.
   *
   * @param etag its version
   * @param columns its columns, its keys among them
   */
  public record Row(String etag, JsonNode columns) {

    /** A column's text, or null. */
    public String text(String column) {
      return columns.path(column).textValue();
    }
  }

  /**
   * One step of a transaction.
   *
   * @param row the row to write, or whose keys name the row to delete
   * @param how what becomes of the row
   * @param etag the version that is replaced, for {@link How#REPLACE}
   */
  public record Write(ObjectNode row, How how, String etag) {}

  /** A change to a row. */
  public enum How {
    /** It is new, or the write fails. */
    INSERT("POST"),
    /** It stands in that version, or the write fails. */
    REPLACE("PUT"),
    /** Whatever stood there is gone. */
    UPSERT("PUT"),
    /** It goes. */
    DELETE("DELETE");

    private final String method;

    How(String method) {
      this.method = method;
    }
  }

  /**
   * @param service the account's table service
   * @param name the table
   * @param exchange how its requests are sent
   */
  public Table(URI service, String name, Exchange exchange) {
    String base = service.toString();
    this.service = base.endsWith("/") ? base : base + "/";
    this.name = name;
    this.exchange = exchange;
  }

  /** A row of no columns yet. */
  static ObjectNode row(String partition, String row) {
    return Json.MAPPER.createObjectNode().put("PartitionKey", partition).put("RowKey", row);
  }

  /**
   * Begins a connection, beside whoever called, by asking for a row that does not exist. The next
   * request waits for it, for a second connection would cost a fresh process more.
   */
  public void connect() {
    CountDownLatch made = new CountDownLatch(1);
    connection = made;
    Warmup.begin(
        "first connection",
        () -> {
          try {
            exchange.send(request("GET", path("-", "-"), Map.of(), NOTHING));
          } finally {
            made.countDown();
          }
        });
  }

  /**
   * A row, or null where there is none.
   *
   * @throws StorageFailure where it cannot be read
   */
  Row get(String partition, String row) {
    Exchange.Answer answer = send("GET", path(partition, row), Map.of(), NOTHING);
    if (answer.status() == 404 && !StorageFailure.TABLE_NOT_FOUND.equals(code(answer.body()))) {
      return null;
    }
    checked(answer);
    return new Row(answer.header().apply("ETag"), parse(answer.body()));
  }

  /**
   * Writes one row.
   *
   * @return its new version
   * @throws StorageFailure where it was not written
   */
  String write(Write write) {
    Map<String, String> headers =
        write.how() == How.REPLACE
            ? Map.of("Content-Type", "application/json", "If-Match", write.etag())
            : Map.of("Content-Type", "application/json", "Prefer", "return-no-content");
    Exchange.Answer answer = send(write.how().method, path(write), headers, write.row().toString());
    return checked(answer).header().apply("ETag");
  }

  /**
   * Writes rows of one partition, a hundred at most: all or none.
   *
   * @return the new version of the first, or null where the answer does not tell it
   * @throws StorageFailure where none was written
   */
  String write(List<Write> writes) {
    String batch = "batch_" + UUID.randomUUID();
    String changes = "changeset_" + UUID.randomUUID();
    StringBuilder body = new StringBuilder();
    body.append("--").append(batch).append(LINE);
    body.append("Content-Type: multipart/mixed; boundary=").append(changes).append(LINE);
    body.append(LINE);
    for (Write write : writes) {
      append(body.append("--").append(changes).append(LINE), write);
    }
    body.append("--").append(changes).append("--").append(LINE);
    body.append("--").append(batch).append("--").append(LINE);
    Exchange.Answer answer =
        checked(
            send(
                "POST",
                "$batch",
                Map.of("Content-Type", "multipart/mixed; boundary=" + batch),
                body.toString()));
    return etag(answer.body());
  }

  private void append(StringBuilder body, Write write) {
    body.append("Content-Type: application/http").append(LINE);
    body.append("Content-Transfer-Encoding: binary").append(LINE).append(LINE);
    body.append(write.how().method).append(' ').append(service).append(path(write));
    body.append(" HTTP/1.1").append(LINE);
    body.append("Accept: ").append(JSON_TYPE).append(LINE);
    body.append("Content-Type: application/json").append(LINE);
    switch (write.how()) {
      case INSERT -> body.append("Prefer: return-no-content").append(LINE);
      case REPLACE -> body.append("If-Match: ").append(write.etag()).append(LINE);
      case DELETE -> body.append("If-Match: *").append(LINE);
      case UPSERT -> {}
    }
    body.append(LINE);
    if (write.how() != How.DELETE) {
      body.append(write.row()).append(LINE);
    }
  }

  /** The first version that the parts of a transaction's answer tell, if none of them failed. */
  private static String etag(String body) {
    String first = null;
    for (String line : body.split("\r?\n", -1)) {
      if (line.startsWith("HTTP/1.1 ")) {
        int status = Integer.parseInt(line.substring(9, 12));
        if (status >= 400) {
          throw new StorageFailure(status, code(body));
        }
      } else if (first == null && line.regionMatches(true, 0, "etag: ", 0, 6)) {
        first = line.substring(6).strip();
      }
    }
    return first;
  }

  /**
   * Rows in the order of their keys.
   *
   * @param filter an OData expression
   * @param most at most so many
   */
  List<Row> query(String filter, int most) {
    List<Row> rows = new ArrayList<>();
    String from = "";
    while (rows.size() < most && from != null) {
      String path = name + "()?$filter=" + encode(filter) + "&$top=" + (most - rows.size()) + from;
      Exchange.Answer answer = checked(send("GET", path, Map.of(), NOTHING));
      parse(answer.body()).path("value").forEach(row -> rows.add(new Row(null, row)));
      from = next(answer);
    }
    return rows;
  }

  /** Even an answer without rows may say that there are more. */
  private static String next(Exchange.Answer answer) {
    String partition = answer.header().apply("x-ms-continuation-NextPartitionKey");
    String row = answer.header().apply("x-ms-continuation-NextRowKey");
    if (partition == null) {
      return null;
    }
    return "&NextPartitionKey="
        + encode(partition)
        + (row == null ? "" : "&NextRowKey=" + encode(row));
  }

  private Exchange.Answer send(
      String method, String path, Map<String, String> headers, String body) {
    try {
      // If storage is away, its own attempt must not wait behind another's.
      connection.await(LONGEST_WAIT_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return exchange.send(request(method, path, headers, body));
  }

  private Exchange.Request request(
      String method, String path, Map<String, String> headers, String body) {
    Map<String, String> all = new HashMap<>(headers);
    all.put("Accept", JSON_TYPE);
    all.put("x-ms-version", VERSION);
    all.put("DataServiceVersion", "3.0");
    return new Exchange.Request(method, URI.create(service + path), all, body);
  }

  private static Exchange.Answer checked(Exchange.Answer answer) {
    if (answer.status() / 100 != 2) {
      throw new StorageFailure(answer.status(), code(answer.body()));
    }
    return answer;
  }

  private String path(Write write) {
    return write.how() == How.INSERT
        ? name
        : path(
            write.row().path("PartitionKey").textValue(), write.row().path("RowKey").textValue());
  }

  private String path(String partition, String row) {
    return name + "(PartitionKey='" + key(partition) + "',RowKey='" + key(row) + "')";
  }

  private static String key(String text) {
    return encode(text.replace("'", "''"));
  }

  private static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }

  private static JsonNode parse(String text) {
    try {
      return Json.MAPPER.readTree(text);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("the table's answer is no JSON", e);
    }
  }

  /**
   * The code of {@code {"odata.error":{"code":…}}}, which may stand inside a transaction's part.
   */
  private static String code(String body) {
    int at = body.indexOf("\"code\":\"");
    int end = at < 0 ? -1 : body.indexOf('"', at + 8);
    return end < 0 ? "" : body.substring(at + 8, end);
  }
}
