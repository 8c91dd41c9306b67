package hearth.azure.arm;

import com.azure.core.exception.HttpResponseException;
import com.azure.core.http.HttpHeaderName;
import com.azure.core.http.HttpResponse;
import com.azure.core.management.exception.ManagementException;
import hearth.core.port.Remedy;
import hearth.core.port.Result;
import java.time.Duration;

/**
 * Reads failed calls. The code decides where {@link AzureErrors} knows it; the status where Azure
 * gave none, and always where it speaks of this one request (412, 429).
 */
final class AzureFailure {
  private static final Duration LONGEST_WAIT = Duration.ofMinutes(10);

  private AzureFailure() {}

  /** The meaning of a failed look: there was nothing for which a set could have no room. */
  static Result.Unseen ofLook(RuntimeException failure) {
    return switch (ofWrite(failure)) {
      case Result.Unseen unseen -> unseen;
      case Result.NoMachine none -> new Result.Refused(none.code(), none.message());
      case Result.Scaled other -> new Result.Later(Duration.ZERO, false);
    };
  }

  /** The meaning of a failed removal: a thing that is not there is as good as removed. */
  static Result.Delivered ofRemoval(RuntimeException failure) {
    boolean gone =
        failure instanceof HttpResponseException http
            && http.getResponse() != null
            && http.getResponse().getStatusCode() == 404;
    if (gone) {
      return new Result.Done(null);
    }
    return switch (ofWrite(failure)) {
      case Result.Delivered delivered -> delivered;
      case Result.NoMachine none -> new Result.Refused(none.code(), none.message());
      case Result.Stale stale -> new Result.Later(Duration.ZERO, false);
    };
  }

  /** The meaning of a failed call that changes something. */
  static Result.Scaled ofWrite(RuntimeException failure) {
    if (!(failure instanceof HttpResponseException http) || http.getResponse() == null) {
      return new Result.Later(Duration.ZERO, true);
    }
    Refusal refusal =
        Refusal.of(failure instanceof ManagementException said ? said.getValue() : null);
    return of(http.getResponse(), refusal);
  }

  private static Result.Scaled of(HttpResponse response, Refusal refusal) {
    int status = response.getStatusCode();
    if (status == 412) {
      return new Result.Stale();
    }
    if (status == 429) {
      return new Result.Later(retryAfter(response), false);
    }
    boolean unsure = status >= 500 || status == 408;
    Remedy remedy = refusal.code().isEmpty() ? byStatus(status) : refusal.remedy();
    if (unsure && remedy == Remedy.ONCE_ELSEWHERE) {
      remedy = Remedy.LATER;
    }
    String code = refusal.code().isEmpty() ? "HTTP " + status : refusal.code();
    return switch (remedy) {
      case LATER -> new Result.Later(retryAfter(response), unsure);
      case NONE -> new Result.Refused(code, refusal.message());
      case NEXT_PLACEMENT, OTHER_QUOTA, ONCE_ELSEWHERE ->
          new Result.NoMachine(remedy, code, refusal.message());
    };
  }

  private static Remedy byStatus(int status) {
    return status >= 500 || status == 408 || status == 409 ? Remedy.LATER : Remedy.NONE;
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
}
