package hearth.local.demo;

import com.azure.data.tables.models.TableEntity;
import com.fasterxml.jackson.databind.node.ObjectNode;
import hearth.local.discord.Message;
import hearth.local.discord.Person;
import hearth.local.discord.SignedInteractions;
import hearth.local.machine.Guest;
import hearth.local.stack.LocalStack;
import hearth.local.stack.Town;
import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/**
 * A whole evening, step by step: each is done, and then seen in the channel, or the evening fails.
 */
public final class Evening {
  private final LocalStack stack;
  private final Channel channel;
  private final PrintStream out;
  private final Duration patience;

  /**
   * @param patience how long a step may take to be seen
   */
  public Evening(LocalStack stack, PrintStream out, Duration patience) {
    this.stack = stack;
    this.channel = new Channel(stack.discord());
    this.out = out;
    this.patience = patience;
  }

  /**
   * Plays it.
   *
   * @throws StepFailed at the first step that was not seen
   */
  public void play() {
    SignedInteractions.Outcome start = command(Town.BEN, "start", "valheim");
    step("Ben's '/server start valheim' is answered at once", () -> reply(start).isPresent());
    step("the channel is told the address", () -> channel.told("ready at", "203.0.113."));
    step("Ben's reply tells it too", () -> says(start, "ready at") || says(start, "started by"));
    happen("Luu joins", guest -> guest.join("Luu"));
    step("'Luu joined'", () -> channel.told("Luu joined"));
    happen("Hue Ap Sior joins", guest -> guest.join("Hue Ap Sior"));
    step("'Hue Ap Sior joined'", () -> channel.told("Hue Ap Sior joined"));
    happen("Luu leaves", guest -> guest.leave("Luu"));
    step("'Luu left'", () -> channel.told("Luu left"));
    refusedStop();
    command(Town.ADA, "start", "minecraft");
    step("the second server is ready beside it", () -> channel.told("Minecraft", "ready at"));
    eviction();
    SignedInteractions.Outcome status = command(Town.ADA, "status", null);
    step("'/server status' shows both", () -> says(status, "Valheim") && says(status, "Minecraft"));
    stop("valheim", "Valheim");
    stop("minecraft", "Minecraft");
    afterwards();
  }

  private void refusedStop() {
    SignedInteractions.Outcome refused = command(Town.BEN, "stop", "valheim");
    step("Ben may not stop, and is told who may", () -> says(refused, "may not", Town.KEEPER));
  }

  private void eviction() {
    String before = address().orElse("");
    out.println("  … Azure takes the machine back");
    stack.evict("valheim");
    // Where storage was away, the machine took the notice with it; then the sweep finds it gone.
    step(
        "the channel is told of it",
        () -> channel.told("Azure takes the machine back") || channel.told("vanished"));
    step(
        "another machine is lit, and the channel told its address",
        () ->
            address().filter(now -> !now.equals(before)).isPresent()
                && channel.told("ready at", address().orElseThrow()));
    happen("Bacon joins the new machine", guest -> guest.join("Bacon"));
    step("'Bacon joined'", () -> channel.told("Bacon joined"));
  }

  private void stop(String server, String title) {
    SignedInteractions.Outcome stop = command(Town.ADA, "stop", server);
    step(title + " is saved and stopped", () -> channel.told(title, "saved and stopped"));
    step("Ada's reply says so", () -> says(stop, "stopped") || says(stop, "not on"));
  }

  private void afterwards() {
    step(
        "no machine is left, and none is wanted",
        () ->
            Town.SCALE_SETS.keySet().stream()
                .allMatch(
                    set -> stack.arm().capacity(set) == 0 && stack.arm().running(set).isEmpty()));
    step(
        "the table says STOPPED",
        () -> Town.SERVERS.stream().allMatch(server -> status(server).equals("STOPPED")));
    List<String> announced = channel.announced();
    step(
        "nothing was announced twice",
        () ->
            List.of("Luu joined", "Hue Ap Sior joined", "Luu left", "Bacon joined").stream()
                .allMatch(words -> channel.announcements(words) <= 1));
    out.println("  " + announced.size() + " announcements");
    step(
        "no message was poisoned",
        () ->
            stack.storage().messages("commands-poison") == 0
                && stack.storage().messages("game-events-poison") == 0);
  }

  private Optional<String> address() {
    return Town.SCALE_SETS.keySet().stream()
        .filter(set -> Town.serverOf(set).equals("valheim"))
        .flatMap(set -> stack.arm().running(set).stream())
        .map(machine -> machine.address())
        .findFirst();
  }

  private String status(String server) {
    TableEntity row = stack.storage().states().getEntity(server, "state");
    return String.valueOf(row.getProperty("status"));
  }

  /** Asks until the application responds, as a person would. */
  private SignedInteractions.Outcome command(Person who, String name, String server) {
    out.println("  " + who.name() + ": /server " + name + (server == null ? "" : " " + server));
    Instant deadline = Instant.now().plus(patience);
    while (true) {
      ObjectNode interaction =
          stack
              .shapes()
              .command(who, "server", name, server == null ? Map.of() : Map.of("server", server));
      SignedInteractions.Outcome outcome = stack.interactions().send(interaction);
      if (outcome.delivered()) {
        return outcome;
      }
      if (Instant.now().isAfter(deadline)) {
        throw new StepFailed("the application did not respond to /server " + name);
      }
      pause();
    }
  }

  private void happen(String what, java.util.function.Consumer<Guest> how) {
    out.println("  … " + what);
    step("there is a machine", () -> stack.guest("valheim").isPresent());
    how.accept(stack.guest("valheim").orElseThrow());
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
        throw new StepFailed("not seen within " + patience.toSeconds() + " s: " + what);
      }
      pause();
    }
    long millis = Duration.between(begun, Instant.now()).toMillis();
    out.printf("  ✓ %s (%d.%d s)%n", what, millis / 1000, millis % 1000 / 100);
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
