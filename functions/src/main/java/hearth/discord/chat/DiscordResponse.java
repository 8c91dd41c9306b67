package hearth.discord.chat;

import hearth.core.port.Result;
import hearth.discord.Ids;
import hearth.discord.wording.Text;
import hearth.json.BadJson;
import hearth.json.JsonReader;
import hearth.json.JsonReader.Kind;
import java.time.Duration;

/**
 * Discord's answer to a call, reduced to what matters.
 *
 * @param status the HTTP status
 * @param id the message's id, or null
 * @param code Discord's own error code, or 0
 * @param message what it says of the error, or an empty text
 * @param retryAfter how long it wants to be left alone, or zero
 * @param limit what it says of its limits
 */
record DiscordResponse(
    int status, String id, int code, String message, Duration retryAfter, Limit limit) {

  /**
   * What an answer says of Discord's limits.
   *
   * @param bucket which limit the route has, or null
   * @param remaining how many calls are left of it, or -1 where that is not said
   * @param resetAfter when there are more
   * @param reach what a 429 asks to leave alone
   */
  record Limit(String bucket, long remaining, Duration resetAfter, Reach reach) {
    /** What a 429 is about. */
    enum Reach {
      /** The route, or the channel that others fill, too. */
      ROUTE,
      /** All that is sent with the bot's token. */
      BOT,
      /** Whatever this address sends: it was not Discord's interface that answered. */
      EVERYTHING
    }

    boolean isUsedUp() {
      return remaining == 0 && !resetAfter.isZero();
    }
  }

  /** A header of an answer, or null. */
  interface Headers {
    String first(String name);
  }

  private static final double LONGEST_WAIT_SECONDS = 3600;
  private static final int LONGEST_MESSAGE = 200;

  private static final int UNKNOWN_CHANNEL = 10003;
  private static final int UNKNOWN_MESSAGE = 10008;
  private static final int THREAD_EXISTS = 160004;
  private static final int UNKNOWN_WEBHOOK = 10015;
  private static final int ALREADY_ACKNOWLEDGED = 40060;

  /** Reads an answer; a body that cannot be read says nothing. */
  static DiscordResponse of(int status, Headers headers, String body) {
    Reading reading = new Reading();
    try {
      reading.top(new JsonReader(body));
    } catch (BadJson e) {
      reading.message = "";
      reading.said = false;
    }
    if (reading.retryAfter == 0) {
      reading.retryAfter = seconds(headers.first("Retry-After"));
    }
    String message = Text.cut(reading.message, LONGEST_MESSAGE);
    return new DiscordResponse(
        status,
        reading.id,
        reading.code,
        message,
        wait(reading.retryAfter),
        limit(headers, reading));
  }

  private static Duration wait(double seconds) {
    return Duration.ofMillis(
        (long) Math.ceil(1000 * Math.min(Math.max(seconds, 0), LONGEST_WAIT_SECONDS)));
  }

  private static Limit limit(Headers headers, Reading reading) {
    String scope = headers.first("X-RateLimit-Scope");
    boolean bot =
        reading.global
            || "global".equals(scope)
            || "true".equals(headers.first("X-RateLimit-Global"));
    // What stands before Discord's interface refuses in another form: it has banned the address.
    boolean foreign = scope == null && !reading.said && !bot;
    return new Limit(
        headers.first("X-RateLimit-Bucket"),
        remaining(headers.first("X-RateLimit-Remaining")),
        wait(seconds(headers.first("X-RateLimit-Reset-After"))),
        foreign ? Limit.Reach.EVERYTHING : bot ? Limit.Reach.BOT : Limit.Reach.ROUTE);
  }

  private static long remaining(String header) {
    return header != null && header.matches("\\d{1,9}") ? Long.parseLong(header) : -1;
  }

  /** The outcome of editing a deferred response: the token is all that is needed for it. */
  Result.Edited ofEdit() {
    if (status == 401) {
      return new Result.TokenDead();
    }
    if (status == 404) {
      return switch (code) {
        case UNKNOWN_WEBHOOK -> new Result.NotYet();
        case UNKNOWN_MESSAGE -> new Result.Gone();
        // Whatever else is not found, it is this interaction that is of no more use.
        default -> new Result.TokenDead();
      };
    }
    return code == ALREADY_ACKNOWLEDGED ? new Result.Gone() : common();
  }

  /** There is no such channel or thread. */
  boolean isUnknownChannel() {
    return status == 404 && code == UNKNOWN_CHANNEL;
  }

  /** The outcome of a creation: what already exists counts as made. */
  boolean isThere() {
    return status == 200 || status == 201 || code == THREAD_EXISTS;
  }

  /** The outcome of editing a channel message. */
  Result.Shown ofMessageEdit() {
    return status == 404 && code == UNKNOWN_MESSAGE ? new Result.Gone() : common();
  }

  /** The outcome of a post. One whose id is not told is posted again: its nonce finds it. */
  Result.Delivered ofPost() {
    Result.Delivered result = common();
    boolean nameless = result instanceof Result.Done && id == null;
    return nameless ? new Result.Later(Duration.ZERO, true) : result;
  }

  /** Whether Discord found the request itself to be wrong: a bug of Hearth. */
  boolean isOurFault() {
    return status == 400 && code != ALREADY_ACKNOWLEDGED && code != THREAD_EXISTS;
  }

  /** The outcome of removing a channel: one that is not there counts as removed. */
  Result.Delivered ofRemoval() {
    return isUnknownChannel() ? new Result.Done(null) : common();
  }

  private Result.Delivered common() {
    if (status >= 200 && status < 300) {
      return new Result.Done(id);
    }
    if (status == 401) {
      // The token, not this message, is wrong: it is as good once the operator has mended that.
      return new Result.Later(Patience.BAD_TOKEN, false);
    }
    if (status == 429) {
      return new Result.Later(retryAfter, false);
    }
    if (status >= 500) {
      return new Result.Later(Duration.ZERO, true);
    }
    String error = code == 0 ? String.valueOf(status) : status + "/" + code;
    return new Result.Refused(error, message);
  }

  private static double seconds(String header) {
    if (header == null) {
      return 0;
    }
    try {
      return Double.parseDouble(header);
    } catch (NumberFormatException e) {
      return 0;
    }
  }

  private static final class Reading {
    private String id;
    private int code;
    private String message = "";
    private double retryAfter;
    private boolean global;

    /** Whether it is an object in JSON, as all of the interface's answers are. */
    private boolean said;

    private void top(JsonReader json) throws BadJson {
      if (json.kind() != Kind.OBJECT) {
        return;
      }
      said = true;
      for (String name = json.member(); name != null; name = json.member()) {
        if (name.equals("id") && Ids.isSnowflake(json.text())) {
          id = json.text();
        } else if (name.equals("code") && json.whole() != null) {
          code = Math.clamp(json.whole(), 0, Integer.MAX_VALUE);
        } else if (name.equals("message") && json.text() != null) {
          message = json.text();
        } else if (name.equals("retry_after") && json.real() != null) {
          retryAfter = json.real();
        } else if (name.equals("global")) {
          global = json.kind() == Kind.TRUE;
          json.skip();
        } else {
          json.skip();
        }
      }
    }
  }
}
