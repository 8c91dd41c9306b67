package hearth.azure;

import com.azure.core.util.Context;
import com.azure.data.tables.TableClient;
import com.azure.data.tables.models.ListEntitiesOptions;
import com.azure.data.tables.models.TableEntity;
import com.azure.data.tables.models.TableTransactionAction;
import com.azure.data.tables.models.TableTransactionActionType;
import hearth.core.history.History;
import hearth.core.history.HistoryRow;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/** A server's history in its partition of the table {@code servers}, newest first. */
public final class TableHistory implements History {
  private static final Duration CALL = Duration.ofSeconds(12);

  /** A transaction's limit (Table service, entity group transactions). */
  private static final int MOST_AT_ONCE = 100;

  private final TableClient table;

  /** With the table {@code servers}. */
  public TableHistory(TableClient table) {
    this.table = table;
  }

  @Override
  public List<HistoryRow.OfSession> sessions(String server, int most) {
    return rows(server, HistoryRow.SESSIONS, "", most)
        .limit(most)
        .map(HistoryRows::session)
        .filter(Objects::nonNull)
        .toList();
  }

  @Override
  public void forget(String server, Instant before) {
    for (String kind : List.of(HistoryRow.SESSIONS, HistoryRow.COMMANDS)) {
      // Behind every key of that very moment: a full stop sorts after the hyphen that follows it.
      String from = HistoryRow.newestFirst(before) + ".";
      List<TableTransactionAction> old =
          rows(server, kind, from, MOST_AT_ONCE)
              .limit(MOST_AT_ONCE)
              .map(row -> new TableTransactionAction(TableTransactionActionType.DELETE, row))
              .toList();
      if (!old.isEmpty()) {
        table.submitTransactionWithResponse(old, CALL, Context.NONE);
      }
    }
  }

  /** Rows of a kind, no newer than where {@code from} sorts. */
  private Stream<TableEntity> rows(String server, String kind, String from, int most) {
    // The names come from the settings, where no quote is allowed.
    String end = kind.substring(0, kind.length() - 1) + (char) (kind.charAt(kind.length() - 1) + 1);
    String filter =
        "PartitionKey eq '%s' and RowKey ge '%s' and RowKey lt '%s'"
            .formatted(server, kind + from, end);
    ListEntitiesOptions options = new ListEntitiesOptions().setFilter(filter).setTop(most);
    return table.listEntities(options, CALL, Context.NONE).stream();
  }
}
