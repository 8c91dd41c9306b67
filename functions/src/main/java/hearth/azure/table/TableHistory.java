package hearth.azure.table;

import hearth.azure.table.Table.How;
import hearth.azure.table.Table.Row;
import hearth.azure.table.Table.Write;
import hearth.core.history.History;
import hearth.core.history.HistoryRow;
import java.time.Instant;
import java.util.List;
import java.util.Objects;

/** A server's history in its partition of the table {@code servers}, newest first. */
public final class TableHistory implements History {
  /** A transaction's limit (Table service, entity group transactions). */
  private static final int MOST_AT_ONCE = 100;

  private final Table table;

  /** With the table {@code servers}. */
  public TableHistory(Table table) {
    this.table = table;
  }

  @Override
  public List<HistoryRow.OfSession> sessions(String server, int most) {
    return sessions(rows(server, HistoryRow.SESSIONS, "", most));
  }

  @Override
  public List<HistoryRow.OfSession> sessions(String server, Instant from, Instant to) {
    String filter =
        "PartitionKey eq '%s' and RowKey ge '%s' and RowKey lt '%s'"
            .formatted(server, before(HistoryRow.SESSIONS, to), before(HistoryRow.SESSIONS, from));
    return sessions(table.query(filter, MOST));
  }

  /** Behind every key of that very moment: a full stop sorts after the hyphen that follows it. */
  private static String before(String kind, Instant at) {
    return kind + HistoryRow.newestFirst(at) + ".";
  }

  private static List<HistoryRow.OfSession> sessions(List<Row> rows) {
    return rows.stream().map(HistoryRows::session).filter(Objects::nonNull).toList();
  }

  @Override
  public int forgetPerson(String server, String user) {
    int theirs = 0;
    for (String kind : List.of(HistoryRow.SESSIONS, HistoryRow.COMMANDS)) {
      String from = "";
      while (true) {
        List<Row> page = rows(server, kind, from, MOST_AT_ONCE);
        List<Write> without =
            page.stream()
                .map(row -> HistoryRows.without(server, row, user))
                .filter(Objects::nonNull)
                .map(row -> new Write(row, How.UPSERT, null))
                .toList();
        if (!without.isEmpty()) {
          table.write(without);
        }
        theirs += without.size();
        if (page.size() < MOST_AT_ONCE) {
          break;
        }
        // The next key of all: an exclamation mark sorts before all that a longer one goes on with.
        from = page.getLast().text("RowKey").substring(kind.length()) + "!";
      }
    }
    return theirs;
  }

  @Override
  public void forget(String server, Instant before) {
    for (String kind : List.of(HistoryRow.SESSIONS, HistoryRow.COMMANDS)) {
      String from = before(kind, before).substring(kind.length());
      List<Write> old =
          rows(server, kind, from, MOST_AT_ONCE).stream()
              .map(row -> Table.row(server, row.text("RowKey")))
              .map(row -> new Write(row, How.DELETE, null))
              .toList();
      if (!old.isEmpty()) {
        table.write(old);
      }
    }
  }

  /** Rows of a kind, no newer than where {@code from} sorts. */
  private List<Row> rows(String server, String kind, String from, int most) {
    // The names come from the settings, where no quote is allowed.
    String end = kind.substring(0, kind.length() - 1) + (char) (kind.charAt(kind.length() - 1) + 1);
    String filter =
        "PartitionKey eq '%s' and RowKey ge '%s' and RowKey lt '%s'"
            .formatted(server, kind + from, end);
    return table.query(filter, most);
  }
}
