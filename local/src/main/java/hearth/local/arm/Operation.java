package hearth.local.arm;

import com.fasterxml.jackson.databind.node.ObjectNode;
import hearth.local.http.Json;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/** A long-running operation, as its own address tells of it. */
final class Operation {
  private final String id = UUID.randomUUID().toString();
  private final Instant began;
  private Instant ended = Instant.EPOCH;
  private String status = "InProgress";
  private Optional<ArmError> error = Optional.empty();

  Operation(Instant began) {
    this.began = began;
  }

  String id() {
    return id;
  }

  synchronized boolean running() {
    return status.equals("InProgress");
  }

  void succeed(Instant now) {
    end("Succeeded", Optional.empty(), now);
  }

  void fail(ArmError reason, Instant now) {
    end("Failed", Optional.of(reason), now);
  }

  /** A newer update took over, and this one's outcome is nobody's any more. */
  void preempt(Instant now) {
    ArmError reason =
        ArmError.of(
            "OperationPreempted", "The operation has been preempted by a more recent operation.");
    end("Canceled", Optional.of(reason), now);
  }

  private synchronized void end(String how, Optional<ArmError> why, Instant now) {
    if (running()) {
      status = how;
      error = why;
      ended = now;
    }
  }

  synchronized ObjectNode json() {
    ObjectNode json =
        Json.object().put("startTime", began.toString()).put("status", status).put("name", id);
    if (!running()) {
      json.put("endTime", ended.toString());
    }
    error.ifPresent(reason -> json.set("error", reason.json()));
    return json;
  }
}
