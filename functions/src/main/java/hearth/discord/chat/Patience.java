package hearth.discord.chat;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * When Discord wants to be left alone, and with what: a route, a channel, all that the bot does, or
 * everything. It is known to this process alone; what the state keeps of it, the core decides.
 *
 * <p>Discord bans an address that earns 10,000 answers of 401, 403 and 429 in ten minutes (its
 * reference), and addresses of a cloud are shared: here there are never more than {@link #MOST}.
 */
final class Patience {
  private static final Logger LOG = Logger.getLogger(Patience.class.getName());

  /** How many refused calls there are at most in {@link #WINDOW}. */
  static final int MOST = 50;

  static final Duration WINDOW = Duration.ofMinutes(10);

  /** What the bot leaves of {@link #MOST} to the answers that people wait for. */
  private static final int RESERVED = 10;

  /** How long nothing is sent with a token that Discord does not take. */
  static final Duration BAD_TOKEN = Duration.ofMinutes(5);

  /** How long a channel is left alone that the bot may not use. */
  static final Duration FORBIDDEN = Duration.ofMinutes(1);

  private static final Duration LEAST = Duration.ofSeconds(1);
  private static final int MOST_BUCKETS = 500;
  private static final String EVERYTHING = "";
  private static final String BOT = "bot";

  private final InstantSource clock;
  private final Map<String, Instant> rests = new HashMap<>();
  private final Deque<Instant> refused = new ArrayDeque<>();
  private final Map<String, String> buckets =
      new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, String> eldest) {
          return size() > MOST_BUCKETS;
        }
      };

  Patience(InstantSource clock) {
    this.clock = clock;
  }

  /** How long this call must wait; zero where it may be made. */
  synchronized Duration before(String method, String path, boolean asBot) {
    Instant now = clock.instant();
    rests.values().removeIf(until -> !until.isAfter(now));
    while (!refused.isEmpty() && !refused.getFirst().plus(WINDOW).isAfter(now)) {
      refused.removeFirst();
    }
    Duration wait = left(EVERYTHING, now);
    wait = longer(wait, left(bucket(method, path), now));
    wait = longer(wait, left(method + " " + route(path), now));
    if (asBot) {
      wait = longer(longer(wait, left(BOT, now)), left(place(path), now));
    }
    int most = asBot ? MOST - RESERVED : MOST;
    if (wait.isZero() && refused.size() >= most) {
      // So many later there is one less.
      Instant oldest = refused.stream().skip((long) refused.size() - most).findFirst().orElse(now);
      wait = Duration.between(now, oldest.plus(WINDOW));
    }
    return wait;
  }

  /** Learns from an answer. */
  synchronized void after(String method, String path, boolean asBot, DiscordResponse response) {
    Instant now = clock.instant();
    DiscordResponse.Limit limit = response.limit();
    if (limit.bucket() != null) {
      buckets.put(method + " " + route(path), limit.bucket());
    }
    if (limit.isUsedUp()) {
      rest(bucket(method, path), now.plus(limit.resetAfter()));
    }
    switch (response.status()) {
      case 401 -> {
        refused.addLast(now);
        if (asBot) {
          rest(BOT, now.plus(BAD_TOKEN));
          LOG.log(
              Level.SEVERE,
              "Discord does not take the bot''s token (401): nothing is sent with it for {0} minutes. Is DISCORD_BOT_TOKEN the one that the developer portal shows?",
              BAD_TOKEN.toMinutes());
        }
      }
      case 403 -> {
        refused.addLast(now);
        rest(asBot ? place(path) : method + " " + route(path), now.plus(FORBIDDEN));
      }
      case 429 -> {
        refused.addLast(now);
        Instant until = now.plus(longer(response.retryAfter(), LEAST));
        switch (limit.reach()) {
          case EVERYTHING -> rest(EVERYTHING, until);
          case BOT -> rest(asBot ? BOT : EVERYTHING, until);
          case ROUTE -> {
            rest(bucket(method, path), until);
            rest(method + " " + route(path), until);
          }
        }
      }
      default -> {}
    }
  }

  private void rest(String what, Instant until) {
    rests.merge(what, until, (one, other) -> one.isAfter(other) ? one : other);
  }

  private Duration left(String what, Instant now) {
    Instant until = rests.get(what);
    return until == null ? Duration.ZERO : Duration.between(now, until);
  }

  private static Duration longer(Duration one, Duration other) {
    return one.compareTo(other) > 0 ? one : other;
  }

  /** Routes of one bucket share their limit, in each channel or guild by itself. */
  private String bucket(String method, String path) {
    String route = method + " " + route(path);
    String bucket = buckets.get(route);
    return bucket == null ? route : bucket + " " + place(path);
  }

  /** The path without the ids of single messages; a webhook's is its token's. */
  private static String route(String path) {
    String[] parts = path.split("/", -1);
    if (parts.length < 4 || parts[1].equals("webhooks")) {
      return path;
    }
    StringBuilder route = new StringBuilder(place(path));
    for (int i = 3; i < parts.length; i++) {
      boolean id = !parts[i].isEmpty() && Character.isDigit(parts[i].charAt(0));
      route.append('/').append(id ? "*" : parts[i]);
    }
    return route.toString();
  }

  /** The channel or guild that a path is about, such as {@code /channels/7}. */
  private static String place(String path) {
    String[] parts = path.split("/", 4);
    return parts.length < 3 ? path : "/" + parts[1] + "/" + parts[2];
  }
}
