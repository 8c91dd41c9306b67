package hearth.local.arm;

import com.fasterxml.jackson.databind.node.ObjectNode;
import hearth.local.http.Json;
import hearth.local.http.Reply;
import java.util.Optional;

/** An error in ARM's words; the real reason is often nested one level down. */
record ArmError(String code, String message, Optional<ArmError> detail) {

  static ArmError of(String code, String message) {
    return new ArmError(code, message, Optional.empty());
  }

  ArmError because(String innerCode, String innerMessage) {
    return new ArmError(code, message, Optional.of(of(innerCode, innerMessage)));
  }

  ObjectNode json() {
    ObjectNode json = Json.object().put("code", code).put("message", message);
    detail.ifPresent(inner -> json.putArray("details").add(inner.json()));
    return json;
  }

  Reply reply(int status) {
    ObjectNode body = Json.object();
    body.set("error", json());
    return Reply.json(status, body);
  }
}
