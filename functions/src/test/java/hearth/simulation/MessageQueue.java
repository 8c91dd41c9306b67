package hearth.simulation;

import hearth.core.event.Event;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * A queue that Hearth reads, at least once, late and in any order. Two kinds of hosts fetch from
 * it, each hiding what it fetches: the trigger, up to half a minute after a message came; and a
 * look, a moment after it, for as many messages as somebody looks for or rings about. Whoever dies
 * leaves what it fetched hidden; whoever stands still longer than that has it handled by another,
 * too.
 */
final class MessageQueue {
  /** As host.json has it; a crash counts as an attempt. */
  private static final int MOST_ATTEMPTS = 5;

  private static final int BATCH = 16;

  private final World world;
  private final Sabotage sabotage;
  private final Hosts hosts;
  private final List<Message> messages = new ArrayList<>();

  /** What becomes of a message. */
  interface Hosts {
    /**
     * Handles it once.
     *
     * @throws Crash where the host dies
     * @throws IllegalStateException where this attempt failed
     */
    void handle(Event event);

    /** It was given up. */
    void poisoned(Event event);
  }

  /** Whoever fetches, and for how long that hides. */
  enum Taker {
    TRIGGER(Duration.ofMinutes(10), 30_000),
    LOOK(Duration.ofMinutes(1), 1000);

    private final Duration hides;
    private final int latestMillis;

    Taker(Duration hides, int latestMillis) {
      this.hides = hides;
      this.latestMillis = latestMillis;
    }
  }

  private static final class Message {
    private final Event event;
    private Instant visible;
    private int fetched;

    Message(Event event, Instant visible) {
      this.event = event;
      this.visible = visible;
    }
  }

  MessageQueue(World world, Sabotage sabotage, Hosts hosts) {
    this.world = world;
    this.sabotage = sabotage;
    this.hosts = hosts;
  }

  /** Sent once, and sometimes written twice. */
  void send(Event event, Duration hidden) {
    add(new Message(event, world.now.plus(hidden)));
    if (world.fault(0.05)) {
      add(new Message(event, world.now.plus(hidden).plusSeconds(world.random.nextInt(90))));
    }
  }

  private void add(Message message) {
    messages.add(message);
    comes(message);
  }

  /** Somebody looks for it from the moment on that it is there, or nobody, and the trigger does. */
  private void comes(Message message) {
    if (world.chance(0.5)) {
      fetchLater(message, Taker.LOOK);
    }
    fetchLater(message, Taker.TRIGGER);
  }

  private void fetchLater(Message message, Taker taker) {
    Duration until = Duration.between(world.now, message.visible);
    world.after(until.plusMillis(world.random.nextInt(taker.latestMillis)), () -> fetch(taker));
  }

  /** A batch is hidden at once, and a host that dies in it loses hold of all of it. */
  private void fetch(Taker taker) {
    List<Message> batch = new ArrayList<>();
    for (Message message : messages) {
      if (!message.visible.isAfter(world.now) && batch.size() < BATCH) {
        batch.add(message);
      }
    }
    for (Message message : batch) {
      message.visible = world.now.plus(taker.hides);
      message.fetched++;
      comes(message);
    }
    Collections.shuffle(batch, world.random);
    try {
      batch.forEach(message -> take(message, taker));
    } catch (Crash e) {
      world.log("what a " + taker + " had fetched stays hidden: " + batch.size());
    }
  }

  private void take(Message message, Taker taker) {
    int receipt = message.fetched;
    if (message.fetched > MOST_ATTEMPTS) {
      giveUp(message);
      return;
    }
    if (sabotage.deletesBeforeHandling(taker)) {
      messages.remove(message);
    }
    try {
      hosts.handle(message.event);
    } catch (IllegalStateException e) {
      failed(message, receipt);
      return;
    }
    // Whoever fetched it since settles it.
    if (message.fetched == receipt) {
      messages.remove(message);
    }
  }

  private void failed(Message message, int receipt) {
    if (message.fetched != receipt) {
      return;
    }
    if (message.fetched >= MOST_ATTEMPTS) {
      giveUp(message);
    } else {
      message.visible = world.now.plusSeconds(10);
      comes(message);
    }
  }

  private void giveUp(Message message) {
    messages.remove(message);
    hosts.poisoned(message.event);
  }
}
