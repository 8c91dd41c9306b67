package hearth.bench;

import hearth.local.discord.model.ChannelView;
import hearth.local.discord.model.Message;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** Notes when something was first seen, and lets others wait for it. */
public final class Watch implements ChannelView {
  /** Something that was printed by a game, or posted in a channel. */
  private record Seen(Instant at, String what) {}

  private final List<Seen> seen = new ArrayList<>();

  /** Notes it, now. */
  public synchronized void see(String what) {
    seen.add(new Seen(Instant.now(), what));
    notifyAll();
  }

  @Override
  public void messageCreated(Message message) {
    if (message.interaction().isEmpty()) {
      see("posted " + message.content());
    }
  }

  @Override
  public void messageEdited(Message message) {
    see("edited " + message.content());
  }

  /** When the first thing of that kind was seen after {@code begun}; waits so long for it. */
  public synchronized Optional<Instant> first(
      Predicate<String> kind, Instant begun, Duration patience) throws InterruptedException {
    Instant deadline = Instant.now().plus(patience);
    while (true) {
      for (Seen each : seen) {
        if (!each.at().isBefore(begun) && kind.test(each.what())) {
          return Optional.of(each.at());
        }
      }
      long left = Duration.between(Instant.now(), deadline).toMillis();
      if (left <= 0) {
        return Optional.empty();
      }
      wait(left);
    }
  }
}
