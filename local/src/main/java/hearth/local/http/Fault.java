package hearth.local.http;

import java.time.Duration;

/** Something that goes wrong on command while a stand-in answers. */
public sealed interface Fault {
  /** 429, asking to wait this long. */
  record TooMany(Duration retryAfter) implements Fault {}

  /** This status instead of the work. */
  record Broken(int status) implements Fault {}

  /** The connection is dropped and nothing was done. */
  record LostRequest() implements Fault {}

  /** Everything was done, but the connection is dropped before the answer. */
  record LostAnswer() implements Fault {}

  /** The work is done after a pause. */
  record Slow(Duration pause) implements Fault {}
}
