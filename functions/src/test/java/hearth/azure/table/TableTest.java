package hearth.azure.table;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import hearth.azure.table.Exchange.Answer;
import hearth.azure.table.Table.How;
import hearth.azure.table.Table.Write;
import java.net.URI;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** What Azurite's tables do not show: the contracts have the rest. */
class TableTest {
  private final Deque<Answer> answers = new ArrayDeque<>();
  private final List<Exchange.Request> sent = new ArrayList<>();
  private final Table table =
      new Table(
          URI.create("https://c.table.core.windows.net"),
          "servers",
          request -> {
            sent.add(request);
            return answers.remove();
          });

  private void will(int status, String body, Map<String, String> headers) {
    Map<String, String> any = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    any.putAll(headers);
    answers.add(new Answer(status, any::get, body));
  }

  private static Write write(How how) {
    return new Write(Table.row("o'neill", "state"), how, "W/\"1\"");
  }

  @Test
  void aPageThatSaysThereIsMoreIsFollowedEvenWhenItIsEmpty() {
    Map<String, String> more =
        Map.of(
            "x-ms-continuation-NextPartitionKey", "1!4!a b",
            "x-ms-continuation-NextRowKey", "1!8!c/d");
    will(200, "{\"value\":[]}", more);
    will(200, "{\"value\":[{\"RowKey\":\"1\"},{\"RowKey\":\"2\"}]}", more);
    will(200, "{\"value\":[{\"RowKey\":\"3\"}]}", Map.of());
    assertEquals(
        List.of("1", "2", "3"),
        table.query("a eq 'b'", 5).stream().map(row -> row.text("RowKey")).toList());
    String second = sent.get(1).uri().toString();
    assertTrue(second.contains("&NextPartitionKey=1%214%21a%20b&NextRowKey=1%218%21c%2Fd"), second);
    assertTrue(sent.get(2).uri().toString().contains("$top=3"), sent.get(2).uri().toString());
  }

  @Test
  void noMoreRowsAreAskedForThanAreWanted() {
    Map<String, String> more = Map.of("x-ms-continuation-NextPartitionKey", "x");
    will(200, "{\"value\":[{},{}]}", more);
    assertEquals(2, table.query("a", 2).size());
    assertEquals(1, sent.size());
  }

  @Test
  void aKeysQuoteCannotLeaveTheAddress() {
    will(204, "", Map.of("ETag", "W/\"2\""));
    assertEquals("W/\"2\"", table.write(write(How.REPLACE)));
    assertTrue(sent.getFirst().uri().toString().contains("PartitionKey='o%27%27neill'"));
    assertEquals("W/\"1\"", sent.getFirst().headers().get("If-Match"));
  }

  @Test
  void onlyAReplacementNamesAVersion() {
    for (How how : List.of(How.INSERT, How.UPSERT)) {
      will(204, "", Map.of());
      table.write(write(how));
      assertFalse(sent.getLast().headers().containsKey("If-Match"), how.name());
    }
  }

  @Test
  void aTransactionIsAcceptedOnlyIfEachPartIs() {
    will(
        202,
        parts("HTTP/1.1 204 No Content\r\nETag: W/\"7\"\r\n", "HTTP/1.1 204 No\r\n"),
        Map.of());
    assertEquals("W/\"7\"", table.write(List.of(write(How.REPLACE), write(How.UPSERT))));
    String body = sent.getFirst().body();
    assertEquals(1, body.split("If-Match: W/\"1\"", -1).length - 1, body);
    will(202, parts("HTTP/1.1 204 No Content\r\n"), Map.of());
    assertNull(table.write(List.of(write(How.INSERT))));
  }

  @Test
  void aPartThatFailedFailsTheTransaction() {
    will(
        202,
        parts(
            """
            HTTP/1.1 412 Precondition Failed

            {"odata.error":{"code":"UpdateConditionNotSatisfied"}}
            """),
        Map.of());
    StorageFailure failure =
        assertThrows(StorageFailure.class, () -> table.write(List.of(write(How.REPLACE))));
    assertTrue(failure.isLostRace());
    will(
        202,
        parts("HTTP/1.1 404 Not Found\r\n\r\n{\"odata.error\":{\"code\":\"TableNotFound\"}}\r\n"),
        Map.of());
    StorageFailure missing =
        assertThrows(StorageFailure.class, () -> table.write(List.of(write(How.REPLACE))));
    assertTrue(missing.isMissingTable());
    assertFalse(missing.isLostRace());
  }

  @Test
  void aRefusalTellsItsStatusAndCodeAlone() {
    will(
        403,
        "{\"odata.error\":{\"code\":\"AuthorizationFailure\",\"message\":\"token x\"}}",
        Map.of());
    StorageFailure failure =
        assertThrows(StorageFailure.class, () -> table.get("valheim", "state"));
    assertEquals("the storage service answered 403 AuthorizationFailure", failure.getMessage());
    assertFalse(failure.isLostRace());
  }

  private static String parts(String... parts) {
    StringBuilder body = new StringBuilder();
    for (String part : parts) {
      body.append("--changesetresponse_1\r\nContent-Type: application/http\r\n\r\n").append(part);
    }
    return body.append("--changesetresponse_1--\r\n").toString();
  }
}
