package hearth.azure;

import com.azure.core.exception.HttpResponseException;
import com.azure.core.http.HttpHeaderName;
import com.azure.core.http.HttpResponse;
import com.azure.core.management.exception.ManagementError;
import com.azure.core.management.exception.ManagementException;
import hearth.core.Result;
import java.time.Duration;
import java.util.Set;

/** Reads Azure's refusals. The code that matters is often nested in {@code error.details[]}. */
final class AzureFailure {
  private static final int MOST_TEXT = 300;
  private static final Duration LONGEST_WAIT = Duration.ofMinutes(10);

  private static final Set<String> NO_ROOM =
      Set.of(
          "SkuNotAvailable",
          "AllocationFailed",
          "ZonalAllocationFailed",
          "OverconstrainedAllocationRequest",
          "OverconstrainedZonalAllocationRequest",
          "SpotPriceGreaterThanProvidedMaxPrice");

  private static final Set<String> QUOTA = Set.of("OperationNotAllowed", "QuotaExceeded");

  private AzureFailure() {}

  static boolean isNoRoom(String code) {
    return NO_ROOM.contains(code);
  }

  /** What a look that failed means: there was nothing for which a set could have no room. */
  static Result.Unseen ofLook(RuntimeException failure) {
    return switch (ofWrite(failure)) {
      case Result.Unseen unseen -> unseen;
      case Result.Scaled other -> new Result.Later(Duration.ZERO, false);
    };
  }

  /** What a failed call that changes something means. */
  static Result.Scaled ofWrite(RuntimeException failure) {
    if (!(failure instanceof HttpResponseException http) || http.getResponse() == null) {
      return new Result.Later(Duration.ZERO, true);
    }
    int status = http.getResponse().getStatusCode();
    ManagementError error =
        failure instanceof ManagementException management ? management.getValue() : null;
    return of(status, telling(error), text(error), http.getResponse());
  }

  private static Result.Scaled of(int status, String code, String message, HttpResponse response) {
    if (status == 412) {
      return new Result.Stale();
    }
    if (status == 429) {
      return new Result.Later(retryAfter(response), false);
    }
    if (isNoRoom(code)) {
      return new Result.NoRoom(code);
    }
    if (status == 409 && !QUOTA.contains(code)) {
      return new Result.Later(Duration.ZERO, false);
    }
    return status >= 500 || status == 408
        ? new Result.Later(Duration.ZERO, true)
        : new Result.Refused(code.isEmpty() ? "HTTP " + status : code, message);
  }

  static Duration retryAfter(HttpResponse response) {
    String seconds = response.getHeaderValue(HttpHeaderName.RETRY_AFTER);
    try {
      Duration wait = Duration.ofSeconds(Long.parseLong(seconds));
      return wait.isNegative() || wait.compareTo(LONGEST_WAIT) > 0 ? LONGEST_WAIT : wait;
    } catch (NumberFormatException e) {
      return Duration.ZERO;
    }
  }

  /** The code that says most: one that is known, however deep, before the outermost. */
  static String telling(ManagementError error) {
    if (error == null) {
      return "";
    }
    String known = known(error);
    return known == null ? String.valueOf(error.getCode()) : known;
  }

  private static String known(ManagementError error) {
    if (NO_ROOM.contains(String.valueOf(error.getCode()))
        || QUOTA.contains(String.valueOf(error.getCode()))) {
      return error.getCode();
    }
    if (error.getDetails() != null) {
      for (ManagementError detail : error.getDetails()) {
        String known = known(detail);
        if (known != null) {
          return known;
        }
      }
    }
    return null;
  }

  static String text(ManagementError error) {
    String message = error == null ? "" : String.valueOf(error.getMessage());
    return message.length() <= MOST_TEXT ? message : message.substring(0, MOST_TEXT) + "…";
  }
}
