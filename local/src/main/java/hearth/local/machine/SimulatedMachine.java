package hearth.local.machine;

import com.azure.storage.queue.QueueClient;
import com.azure.storage.queue.models.QueueMessageItem;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * A machine that does what an agent's contract says: it reads {@code hello} from its inbox, boots,
 * plays a game's log, reports signed events, obeys {@code save-and-stop}, and can be evicted.
 */
public final class SimulatedMachine implements Guest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final List<String> STEPS = List.of("network", "packages", "image", "world");
  private static final int MOST_TRANSITIONS = 32;

  private final String server;
  private final QueueClient inbox;
  private final Pace pace;
  private final Consumer<String> console;
  private final Spool spool;
  private final List<Thread> threads = new ArrayList<>();
  private final long epoch = System.currentTimeMillis();

  private final Map<String, Instant> roster = new LinkedHashMap<>();
  private final List<ObjectNode> transitions = new ArrayList<>();
  private JsonNode hello;
  private long seq;
  private String phase = "booting";

  /**
   * How fast things go.
   *
   * @param step how long each step of booting takes
   * @param poll how often the inbox is read
   * @param heartbeat how often the machine reports that it lives
   */
  public record Pace(Duration step, Duration poll, Duration heartbeat) {}

  /**
   * @param server whose machine it is
   * @param events the queue {@code game-events}
   * @param inbox the queue {@code agent-<server>}
   * @param pace how fast things go
   * @param console is shown the game's log lines
   */
  public SimulatedMachine(
      String server, QueueClient events, QueueClient inbox, Pace pace, Consumer<String> console) {
    this.server = server;
    this.inbox = inbox;
    this.pace = pace;
    this.console = console;
    this.spool = new Spool(events);
  }

  /** Powers it on. */
  public void start() {
    thread("spool", spool::run);
    thread("inbox", this::readInbox);
    thread("game", this::boot);
  }

  @Override
  public synchronized void join(String name) {
    print("Got character ZDOID from " + name + " : " + (100 + roster.size()) + ":1");
  }

  @Override
  public synchronized void leave(String name) {
    print("Closing socket " + socket(name));
  }

  @Override
  public synchronized void crash() {
    phase = "stopped";
    roster.clear();
    report("failed", event -> event.put("detail", "the game ended with code 139"));
  }

  @Override
  public synchronized void evict(Instant notBefore) {
    boolean saved = save();
    report("evicting", event -> event.put("saved", saved));
  }

  @Override
  public void close() {
    threads.forEach(Thread::interrupt);
  }

  private void boot() throws InterruptedException {
    while (isWithoutHello()) {
      Thread.sleep(pace.poll());
    }
    for (String step : STEPS) {
      report("phase", event -> event.put("step", step));
      Thread.sleep(pace.step());
    }
    phase("loading");
    Thread.sleep(pace.step());
    print("Game server connected");
    while (true) {
      Thread.sleep(pace.heartbeat());
      report("heartbeat", event -> {});
    }
  }

  private synchronized boolean isWithoutHello() {
    return hello == null;
  }

  private synchronized void phase(String next) {
    phase = next;
    report("phase", event -> {});
  }

  /** The game prints a line; what it means is read from the line, as an agent would. */
  private synchronized void print(String text) {
    String line = "03/12/2021 13:43:17: " + text;
    console.accept(line);
    switch (GameLog.read(line)) {
      case GameLog.Line.Ready ready -> {
        phase = "running";
        report("ready", event -> {});
      }
      case GameLog.Line.Join join -> joined(join.name());
      case GameLog.Line.Leave leave -> left(leave.key());
      case GameLog.Line.Saved saved -> {}
      case GameLog.Line.Other other -> {}
    }
  }

  private void joined(String name) {
    if (roster.putIfAbsent(name, now()) == null) {
      transition("join", name);
    }
  }

  private void left(String socket) {
    List.copyOf(roster.keySet()).stream()
        .filter(name -> socket(name).equals(socket))
        .forEach(
            name -> {
              roster.remove(name);
              transition("leave", name);
            });
  }

  private static String socket(String name) {
    return Integer.toUnsignedString(name.hashCode());
  }

  private void transition(String kind, String name) {
    transitions.add(
        JSON.createObjectNode()
            .put("seq", seq + 1)
            .put("kind", kind)
            .put("key", name)
            .put("name", name)
            .put("at", now().toString()));
    if (transitions.size() > MOST_TRANSITIONS) {
      transitions.removeFirst();
    }
    report("players", event -> {});
  }

  private synchronized void report(String type, Consumer<ObjectNode> more) {
    if (hello == null) {
      return;
    }
    seq++;
    boolean known = phase.equals("running") || phase.equals("saving");
    ObjectNode event =
        JSON.createObjectNode()
            .put("v", 1)
            .put("server", server)
            .put("generation", hello.path("generation").longValue())
            .put("epoch", epoch)
            .put("seq", seq)
            .put("at", now().toString())
            .put("type", type)
            .put("phase", phase);
    event.set("roster", known ? rosterNow() : null);
    event.put("count", known ? Integer.valueOf(roster.size()) : null);
    event.set("transitions", JSON.createArrayNode().addAll(transitions));
    event.putNull("joinCode");
    more.accept(event);
    spool.add(event, HexFormat.of().parseHex(hello.path("key").textValue()));
  }

  private ArrayNode rosterNow() {
    ArrayNode players = JSON.createArrayNode();
    roster.forEach(
        (name, since) ->
            players.addObject().put("key", name).put("name", name).put("since", since.toString()));
    return players;
  }

  private void readInbox() throws InterruptedException {
    while (true) {
      try {
        for (QueueMessageItem item : inbox.receiveMessages(8)) {
          obey(JSON.readTree(Base64.getDecoder().decode(item.getBody().toBytes())));
          inbox.deleteMessage(item.getMessageId(), item.getPopReceipt());
        }
      } catch (IOException | RuntimeException e) {
        // Storage is out of reach, or the message is garbage: it comes again and then expires.
      }
      Thread.sleep(pace.poll());
    }
  }

  private synchronized void obey(JsonNode message) {
    boolean expired = Instant.parse(message.path("expires").textValue()).isBefore(Instant.now());
    boolean newer =
        hello == null
            || message.path("generation").longValue() > hello.path("generation").longValue();
    if (expired) {
      return;
    }
    switch (message.path("type").textValue()) {
      case "hello" -> hello = newer ? message : hello;
      case "save-and-stop" -> {
        if (!newer) {
          saveAndStop(message);
        }
      }
      default -> {}
    }
  }

  private void saveAndStop(JsonNode message) {
    String id = message.path("message").textValue();
    if (message.path("ifEmpty").booleanValue() && !roster.isEmpty()) {
      report("occupied", event -> event.put("answers", id));
      return;
    }
    boolean saved = save();
    report("saved", event -> event.put("saved", saved).put("answers", id));
    phase = "stopped";
    roster.clear();
    report("stopped", event -> event.put("saved", saved).put("answers", id));
  }

  private boolean save() {
    phase = "saving";
    String line = "03/12/2021 13:44:00: World saved ( 14.5236ms )";
    console.accept(line);
    return GameLog.read(line) instanceof GameLog.Line.Saved;
  }

  private static Instant now() {
    return Instant.now().truncatedTo(ChronoUnit.MILLIS);
  }

  private void thread(String name, Work work) {
    threads.add(
        Thread.ofVirtual()
            .name(server + " " + name)
            .start(
                () -> {
                  try {
                    work.run();
                  } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                  }
                }));
  }

  @FunctionalInterface
  private interface Work {
    void run() throws InterruptedException;
  }
}
