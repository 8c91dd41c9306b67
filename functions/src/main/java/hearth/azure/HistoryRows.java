package hearth.azure;

import com.azure.data.tables.models.TableEntity;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import hearth.core.history.HistoryRow;
import java.util.List;

/** The stored form of history: a few plain columns, the rest as JSON. */
final class HistoryRows {
  private static final ObjectMapper JSON = StateJson.mapper();

  private HistoryRows() {}

  static List<TableEntity> of(String server, List<HistoryRow> rows) {
    return rows.stream().map(row -> entity(server, row)).toList();
  }

  private static TableEntity entity(String server, HistoryRow row) {
    TableEntity entity = new TableEntity(server, row.key());
    entity.addProperty("at", row.at().toString());
    switch (row) {
      case HistoryRow.OfSession session -> {
        entity.addProperty("what", "session " + session.number());
        entity.addProperty("cause", session.ending().cause().name());
        entity.addProperty("peak", session.tally().peak());
      }
      case HistoryRow.OfCommand command -> {
        entity.addProperty("what", command.command().word());
        entity.addProperty("user", command.user().id());
      }
    }
    entity.addProperty("json", write(row));
    return entity;
  }

  private static String write(HistoryRow row) {
    try {
      return JSON.writeValueAsString(row);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a history row cannot be written", e);
    }
  }

  /** A session's row, or null where it is none that this version understands. */
  static HistoryRow.OfSession session(TableEntity entity) {
    try {
      return entity.getProperty("json") instanceof String json
          ? JSON.readValue(json, HistoryRow.OfSession.class)
          : null;
    } catch (JsonProcessingException e) {
      return null;
    }
  }
}
