package hearth.local.demo;

import com.azure.data.tables.models.TableEntity;
import com.fasterxml.jackson.databind.node.ObjectNode;
import hearth.local.discord.SignedInteractions;
import hearth.local.discord.model.Message;
import hearth.local.discord.model.Person;
import hearth.local.machine.GameProcess;
import hearth.local.stack.LocalStack;
import hearth.local.stack.Roster;
import hearth.local.stack.Town;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/**
 * A whole evening, step by step: each is done, and then seen in the channel, or the evening fails.
 */
public final class Evening {
  private static final String EVERYONE = "everyone";

  private final LocalStack stack;
  private final Channel channel;
  private final PrintStream out;
  private final Duration patience;
  private final Person ada;
  private final Roster.Server first;
  private final Roster.Server second;

  /**
   * @param patience how long a step may take to be seen
   * @throws StepFailed when the fleet has not two servers, or has none that Ben may start and not
   *     stop in front
   */
  public Evening(LocalStack stack, PrintStream out, Duration patience) {
    this.stack = stack;
    this.channel = new Channel(stack);
    this.out = out;
    this.patience = patience;
    ada = Town.ada(stack.roster());
    List<Roster.Server> servers = stack.roster().servers();
    first = servers.getFirst();
    boolean bens = first.starters().contains(EVERYONE) && !first.stoppers().contains(EVERYONE);
    if (servers.size() < 2 || !bens || keepers().isEmpty()) {
      throw new StepFailed(
          "the evening needs two servers; the first: started by everyone, stopped by a role");
    }
    second = servers.get(1);
  }

  /**
   * Plays it.
   *
   * @throws StepFailed at the first step that was not seen
   */
  public void play() {
    SignedInteractions.Outcome start = command(Town.BEN, "start", first);
    step(
        "Ben's start of " + first.title() + " is answered at once", () -> reply(start).isPresent());
    step("the channel is told the address", () -> channel.told("ready at", "203.0.113."));
    step("Ben's reply tells it too", () -> says(start, "ready at") || says(start, "started by"));
    happen("Luu joins", guest -> guest.join("Luu"));
    step("'Luu joined'", () -> channel.told("Luu joined"));
    happen("Hue Ap Sior joins", guest -> guest.join("Hue Ap Sior"));
    step("'Hue Ap Sior joined'", () -> channel.told("Hue Ap Sior joined"));
    happen("Luu leaves", guest -> guest.leave("Luu"));
    step("'Luu left'", () -> channel.told("Luu left"));
    refusedStop();
    command(ada, "start", second);
    step("the second server is ready beside it", () -> channel.told(second.title(), "ready at"));
    happen("Alex joins the second", second, guest -> guest.join("Alex"));
    step("'Alex joined'", () -> channel.told("Alex joined", second.title()));
    newest();
    eviction();
    SignedInteractions.Outcome status = command(ada, "status", null);
    step(
        "'/server status' shows both",
        () -> says(status, first.title()) && says(status, second.title(), "with the next start"));
    stop(first);
    stop(second);
    afterwards();
  }

  /** A world that is open keeps its version: what is asked now holds for the next start. */
  private void newest() {
    SignedInteractions.Outcome asked =
        typed(ada, "start", Map.of("server", second.name(), "newest", "true"));
    step("Ada's wish for the newest version is noted", () -> says(asked, "next start"));
  }

  private void refusedStop() {
    SignedInteractions.Outcome refused = command(Town.BEN, "stop", first);
    step("Ben may not stop, and is told who may", () -> says(refused, "may not", keepers()));
  }

  private void eviction() {
    String before = address().orElse("");
    out.println("  … Azure takes the machine back");
    stack.evict(first.name());
    // Where storage was away, the machine took the notice with it; then the sweep finds it gone.
    step(
        "the channel is told of it",
        () -> channel.told("Azure is taking the machine back") || channel.told("vanished"));
    step(
        "another machine is lit, and the channel told its address",
        () ->
            address().filter(now -> !now.equals(before)).isPresent()
                && channel.told("ready at", address().orElseThrow()));
    happen("Bacon joins the new machine", guest -> guest.join("Bacon"));
    step("'Bacon joined'", () -> channel.told("Bacon joined"));
  }

  private void stop(Roster.Server server) {
    SignedInteractions.Outcome stop = command(ada, "stop", server);
    String title = server.title();
    step(title + " is saved and stopped", () -> channel.told(title, "saved and stopped"));
    // A host that was killed before it answered may have taken her first request all the same.
    step(
        "Ada's reply says so",
        () -> says(stop, "stopped") || says(stop, "not on") || says(stop, "already stopping"));
  }

  private void afterwards() {
    step(
        "no machine is left, and none is wanted",
        () ->
            stack.roster().sets().keySet().stream()
                .allMatch(
                    set -> stack.arm().capacity(set) == 0 && stack.arm().running(set).isEmpty()));
    step(
        "the table says STOPPED",
        () -> stack.roster().names().stream().allMatch(server -> status(server).equals("STOPPED")));
    List<String> announced = channel.announced();
    step(
        "nothing was announced twice",
        () ->
            List.of("Luu joined", "Hue Ap Sior joined", "Luu left", "Bacon joined", "Alex joined")
                .stream()
                .allMatch(words -> channel.announcements(words) <= 1));
    out.println("  " + announced.size() + " announcements");
    step(
        "no message was poisoned",
        () ->
            stack.storage().messages("commands-poison") == 0
                && stack.storage().messages("game-events-poison") == 0);
  }

  /** A role that may stop the first server, as a refusal names it; empty where there is none. */
  private String keepers() {
    return first.stoppers().stream()
        .filter(one -> one.startsWith("role:"))
        .findFirst()
        .map(one -> one.substring("role:".length()))
        .orElse("");
  }

  private Optional<String> address() {
    return stack.roster().setsOf(first.name()).stream()
        .flatMap(set -> stack.arm().running(set).stream())
        .map(machine -> machine.address())
        .findFirst();
  }

  private String status(String server) {
    TableEntity row = stack.storage().states().getEntity(server, "state");
    return String.valueOf(row.getProperty("status"));
  }

  private SignedInteractions.Outcome command(Person who, String name, Roster.Server server) {
    return typed(who, name, server == null ? Map.of() : Map.of("server", server.name()));
  }

  /** Asks until the application responds, as a person would. */
  private SignedInteractions.Outcome typed(Person who, String name, Map<String, String> options) {
    String root = stack.command();
    out.println(
        "  " + who.name() + ": /" + root + " " + name + " " + String.join(" ", options.values()));
    Instant deadline = Instant.now().plus(patience);
    while (true) {
      ObjectNode interaction = stack.shapes().command(who, root, name, options);
      SignedInteractions.Outcome outcome = stack.interactions().send(interaction);
      if (outcome.delivered()) {
        return outcome;
      }
      if (Instant.now().isAfter(deadline)) {
        throw new StepFailed("the application did not respond to /" + root + " " + name);
      }
      pause();
    }
  }

  private void happen(String what, Consumer<GameProcess> how) {
    happen(what, first, how);
  }

  private void happen(String what, Roster.Server server, Consumer<GameProcess> how) {
    out.println("  … " + what);
    step("there is a machine", () -> stack.guest(server.name()).isPresent());
    how.accept(stack.guest(server.name()).orElseThrow());
  }

  private Optional<Message> reply(SignedInteractions.Outcome outcome) {
    return stack.discord().reply(outcome.interaction());
  }

  private boolean says(SignedInteractions.Outcome outcome, String... words) {
    return reply(outcome).filter(message -> Channel.holds(message.content(), words)).isPresent();
  }

  private void step(String what, BooleanSupplier seen) {
    Instant begun = Instant.now();
    while (!isSeen(seen)) {
      if (begun.plus(patience).isBefore(Instant.now())) {
        throw new StepFailed(
            "not seen within " + patience.toSeconds() + " s: " + what + "\n" + evidence());
      }
      pause();
    }
    long millis = Duration.between(begun, Instant.now()).toMillis();
    out.printf("  ✓ %s (%d.%d s)%n", what, millis / 1000, millis % 1000 / 100);
  }

  /** What was seen instead: the channel's last announcements and the host's last lines. */
  private String evidence() {
    List<String> lines = new ArrayList<>(last(channel.announced(), 8));
    try {
      lines.addAll(last(Files.readAllLines(stack.host().log()), 20));
    } catch (IOException e) {
      lines.add("(the host's log cannot be read: " + e.getMessage() + ")");
    }
    return "  " + String.join("\n  ", lines);
  }

  private static List<String> last(List<String> lines, int most) {
    return lines.subList(Math.max(0, lines.size() - most), lines.size());
  }

  /** Storage may be away for a while: then nothing is seen yet. */
  private static boolean isSeen(BooleanSupplier seen) {
    try {
      return seen.getAsBoolean();
    } catch (StepFailed e) {
      throw e;
    } catch (RuntimeException e) {
      return false;
    }
  }

  private static void pause() {
    try {
      TimeUnit.MILLISECONDS.sleep(100);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new StepFailed("interrupted");
    }
  }
}
