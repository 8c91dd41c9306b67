package hearth.local.arm;

import java.time.Instant;

/** One request as it was answered; status 0 when the connection was dropped. */
public record LoggedRequest(Instant at, String method, String path, int status) {}
