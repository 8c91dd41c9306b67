package hearth.azure.table;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import hearth.core.history.HistoryRow;
import java.util.List;

/** The stored form of history: a few plain columns, the rest as JSON. */
final class HistoryRows {
  private static final ObjectMapper JSON = StateJson.mapper();

  private HistoryRows() {}

  static List<ObjectNode> of(String server, List<HistoryRow> rows) {
    return rows.stream().map(row -> entity(server, row)).toList();
  }

  private static ObjectNode entity(String server, HistoryRow row) {
    ObjectNode entity = Table.row(server, row.key());
    entity.put("at", row.at().toString());
    switch (row) {
      case HistoryRow.OfSession session -> {
        entity.put("what", "session " + session.number());
        entity.put("cause", session.ending().cause().name());
        entity.put("peak", session.tally().peak());
        if (session.tally().version() != null) {
          entity.put("version", session.tally().version());
        }
      }
      case HistoryRow.OfCommand command -> {
        entity.put("what", command.command().word());
        entity.put("user", command.user().id());
      }
    }
    entity.put("json", write(row));
    return entity;
  }

  private static String write(HistoryRow row) {
    try {
      return JSON.writeValueAsString(row);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a history row cannot be written", e);
    }
  }

  /** The row without that person, or null where nothing in it is theirs or it is not understood. */
  static ObjectNode without(String server, Table.Row row, String user) {
    HistoryRow found =
        row.text("RowKey").startsWith(HistoryRow.SESSIONS)
            ? session(row)
            : read(row, HistoryRow.OfCommand.class);
    HistoryRow without = found == null ? null : found.without(user);
    return without == null || without.equals(found) ? null : entity(server, without);
  }

  /** A session's row, or null where it is none that this version understands. */
  static HistoryRow.OfSession session(Table.Row row) {
    return read(row, HistoryRow.OfSession.class);
  }

  private static <T> T read(Table.Row row, Class<T> kind) {
    try {
      String json = row.text("json");
      return json == null ? null : JSON.readValue(json, kind);
    } catch (JsonProcessingException e) {
      return null;
    }
  }
}
