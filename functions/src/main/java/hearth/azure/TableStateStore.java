package hearth.azure;

import com.azure.core.http.HttpHeaderName;
import com.azure.core.http.HttpHeaders;
import com.azure.core.http.rest.Response;
import com.azure.core.util.Context;
import com.azure.data.tables.TableClient;
import com.azure.data.tables.models.TableEntity;
import com.azure.data.tables.models.TableEntityUpdateMode;
import com.azure.data.tables.models.TableErrorCode;
import com.azure.data.tables.models.TableServiceException;
import com.azure.data.tables.models.TableTransactionAction;
import com.azure.data.tables.models.TableTransactionActionType;
import hearth.core.port.StateStore;
import hearth.core.state.State;
import hearth.core.state.Step;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * States in Table Storage: the table {@code servers}, partition = server, row {@code state}, a few
 * plain columns for whoever looks with a table explorer, the rest as JSON. The server's history
 * stands in the same partition.
 */
public final class TableStateStore implements StateStore {
  static final String TABLE = "servers";

  /**
   * A string property holds 64 KiB of UTF-16 (Table service data model), so longer ones are split.
   */
  private static final int CHUNK = 32_000;

  private static final String ROW = "state";
  private static final String ETAG = "odata.etag";
  private static final Duration CALL = Duration.ofSeconds(12);

  private final TableClient table;
  private final StateJson json = new StateJson();

  /** With the table {@code servers}. */
  public TableStateStore(TableClient table) {
    this.table = table;
  }

  @Override
  public Versioned load(String server) {
    try {
      TableEntity row =
          table.getEntityWithResponse(server, ROW, null, CALL, Context.NONE).getValue();
      StateJson.Read read = json.read(text(row));
      return new Versioned(read.state(), row.getETag(), read.unknown());
    } catch (TableServiceException e) {
      if (isMissingTable(e)) {
        throw missing(e);
      }
      if (e.getResponse() != null && e.getResponse().getStatusCode() == 404) {
        return new Versioned(State.NEW, null, null);
      }
      throw e;
    }
  }

  @Override
  public Optional<Versioned> save(String server, Versioned from, Step next) {
    State kept = next.state();
    TableEntity row = row(server, kept, json.write(kept, from.unknown()));
    if (from.etag() != null) {
      row.addProperty(ETAG, from.etag());
    }
    try {
      HttpHeaders headers =
          next.rows().isEmpty()
              ? alone(row, from.etag() == null)
              : with(HistoryRows.of(server, next.rows()), row, from.etag() == null);
      String etag = headers.getValue(HttpHeaderName.ETAG);
      // Some answers to a transaction do not tell the ETags: then it is read.
      return Optional.of(
          etag == null ? load(server) : new Versioned(kept, whole(etag), from.unknown()));
    } catch (TableServiceException e) {
      if (isMissingTable(e)) {
        throw missing(e);
      }
      if (isLostRace(e)) {
        return Optional.empty();
      }
      throw e;
    }
  }

  private HttpHeaders alone(TableEntity row, boolean first) {
    Response<Void> saved =
        first
            ? table.createEntityWithResponse(row, CALL, Context.NONE)
            : table.updateEntityWithResponse(
                row, TableEntityUpdateMode.REPLACE, true, CALL, Context.NONE);
    return saved.getHeaders();
  }

  /** One partition, one transaction: the state and the history that follows from it, or neither. */
  private HttpHeaders with(List<TableEntity> history, TableEntity row, boolean first) {
    List<TableTransactionAction> all = new ArrayList<>();
    all.add(
        new TableTransactionAction(
            first ? TableTransactionActionType.CREATE : TableTransactionActionType.UPDATE_REPLACE,
            row,
            true));
    history.forEach(
        one -> all.add(new TableTransactionAction(TableTransactionActionType.UPSERT_REPLACE, one)));
    return table
        .submitTransactionWithResponse(all, CALL, Context.NONE)
        .getValue()
        .getTransactionActionResponses()
        .getFirst()
        .getHeaders();
  }

  /** Azurite's answer to an insert lacks the ETag's closing quote. */
  private static String whole(String etag) {
    return etag.startsWith("W/\"") && !etag.endsWith("\"") ? etag + '"' : etag;
  }

  private static TableEntity row(String server, State state, String text) {
    TableEntity row = new TableEntity(server, ROW);
    row.addProperty("status", state.life().phase().name());
    String address = state.machine() == null ? null : state.machine().address();
    row.addProperty("ip", address == null ? "" : address);
    if (state.players().count() != null) {
      row.addProperty("online_players", state.players().count());
    }
    for (int from = 0; from < text.length(); from += CHUNK) {
      String chunk = text.substring(from, Math.min(text.length(), from + CHUNK));
      row.addProperty(column(from / CHUNK), chunk);
    }
    return row;
  }

  private static String text(TableEntity row) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; row.getProperty(column(i)) instanceof String chunk; i++) {
      text.append(chunk);
    }
    return text.toString();
  }

  private static String column(int i) {
    return i == 0 ? "json" : "json" + i;
  }

  /** A failed transaction has no response of its own, only the code. */
  private static boolean isLostRace(TableServiceException e) {
    if (e.getResponse() != null) {
      int status = e.getResponse().getStatusCode();
      return status == 412 || status == 409 || status == 404;
    }
    TableErrorCode code = e.getValue() == null ? null : e.getValue().getErrorCode();
    return TableErrorCode.UPDATE_CONDITION_NOT_SATISFIED.equals(code)
        || TableErrorCode.ENTITY_ALREADY_EXISTS.equals(code)
        || TableErrorCode.RESOURCE_NOT_FOUND.equals(code);
  }

  private static boolean isMissingTable(TableServiceException e) {
    return e.getValue() != null
        && TableErrorCode.TABLE_NOT_FOUND.equals(e.getValue().getErrorCode());
  }

  private static IllegalStateException missing(TableServiceException e) {
    return new IllegalStateException(
        "the table '" + TABLE + "' is missing; the deployment's templates make it", e);
  }
}
