package hearth.azure.table;

import com.fasterxml.jackson.databind.node.ObjectNode;
import hearth.azure.Lazy;
import hearth.azure.Warmup;
import hearth.azure.table.Table.How;
import hearth.azure.table.Table.Row;
import hearth.azure.table.Table.Write;
import hearth.core.port.StateStore;
import hearth.core.state.State;
import hearth.core.state.Step;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * States in Table Storage: the table {@code servers}, partition = server, row {@code state}, a few
 * plain columns for whoever looks with a table explorer, the rest as JSON. The server's history
 * stands in the same partition.
 */
public final class TableStateStore implements StateStore {
  /** The table of the states. */
  public static final String TABLE = "servers";

  /**
   * A string property holds 64 KiB of UTF-16 (Table service data model), so longer ones are split.
   */
  private static final int CHUNK = 32_000;

  private static final String ROW = "state";

  /**
   * The newest generation stands in a row of its own, too: when the state's row is deleted the next
   * machine is still newer than any before, and no old key signs for it.
   */
  private static final String GENERATION = "generation";

  private final Table table;
  private final Supplier<StateJson> json = new Lazy<>(StateJson::new);

  /** With the table {@code servers}. */
  public TableStateStore(Table table) {
    this.table = table;
  }

  /** Makes ready, beside whoever called, to read and write a state. */
  public void begin() {
    Warmup.begin("the state's form", () -> json.get().warm());
  }

  @Override
  public Versioned load(String server) {
    try {
      Row row = table.get(server, ROW);
      if (row == null) {
        Row newest = table.get(server, GENERATION);
        long generation = newest == null ? 0 : newest.columns().path(GENERATION).asLong();
        return new Versioned(State.startingAfter(generation), null, null);
      }
      StateJson.Read read = json.get().read(text(row));
      return new Versioned(read.state(), row.etag(), read.unknown());
    } catch (StorageFailure e) {
      throw e.isMissingTable() ? missing(e) : e;
    }
  }

  @Override
  public Optional<Versioned> save(String server, Versioned from, Step next) {
    State kept = next.state();
    ObjectNode row = row(server, kept, json.get().write(kept, from.unknown()));
    Write write = new Write(row, from.etag() == null ? How.INSERT : How.REPLACE, from.etag());
    List<ObjectNode> beside = new ArrayList<>(HistoryRows.of(server, next.rows()));
    if (kept.life().generation() > from.state().life().generation()) {
      beside.add(Table.row(server, GENERATION).put(GENERATION, kept.life().generation()));
    }
    try {
      String etag = beside.isEmpty() ? table.write(write) : with(write, beside);
      // Some answers to a transaction do not tell the ETags: then it is read.
      return Optional.of(
          etag == null ? load(server) : new Versioned(kept, whole(etag), from.unknown()));
    } catch (StorageFailure e) {
      if (e.isLostRace()) {
        return Optional.empty();
      }
      throw e.isMissingTable() ? missing(e) : e;
    }
  }

  /** One partition, one transaction: the state and what is kept beside it, or neither. */
  private String with(Write state, List<ObjectNode> beside) {
    List<Write> all = new ArrayList<>();
    all.add(state);
    beside.forEach(row -> all.add(new Write(row, How.UPSERT, null)));
    return table.write(all);
  }

  /** Azurite's answer to an insert lacks the ETag's closing quote. */
  private static String whole(String etag) {
    return etag.startsWith("W/\"") && !etag.endsWith("\"") ? etag + '"' : etag;
  }

  private static ObjectNode row(String server, State state, String text) {
    ObjectNode row = Table.row(server, ROW).put("status", state.life().phase().name());
    String address = state.machine() == null ? null : state.machine().address();
    row.put("ip", address == null ? "" : address);
    if (state.players().count() != null) {
      row.put("online_players", state.players().count());
    }
    for (int from = 0; from < text.length(); from += CHUNK) {
      String chunk = text.substring(from, Math.min(text.length(), from + CHUNK));
      row.put(column(from / CHUNK), chunk);
    }
    return row;
  }

  private static String text(Row row) {
    StringBuilder text = new StringBuilder();
    String chunk = row.text(column(0));
    for (int i = 1; chunk != null; i++) {
      text.append(chunk);
      chunk = row.text(column(i));
    }
    return text.toString();
  }

  private static String column(int i) {
    return i == 0 ? "json" : "json" + i;
  }

  private static IllegalStateException missing(StorageFailure e) {
    return new IllegalStateException(
        "the table '" + TABLE + "' is missing; the deployment's templates make it", e);
  }
}
