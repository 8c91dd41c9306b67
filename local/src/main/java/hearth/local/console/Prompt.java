package hearth.local.console;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import hearth.local.arm.Shortage;
import hearth.local.discord.SignedInteractions;
import hearth.local.discord.model.Message;
import hearth.local.discord.model.Person;
import hearth.local.http.Fault;
import hearth.local.http.Faults;
import hearth.local.machine.GameProcess;
import hearth.local.stack.LocalStack;
import hearth.local.stack.Town;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintStream;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** The prompt of the local run: slash commands, what happens on the machines, and faults. */
public final class Prompt {
  private static final String HELP =
      """
      /server help           lists the slash commands; every one of them works here, such as
      /server start [name] [for=2h] [newest=true]  or  /server say [name] text=hello
                             (servers: %s)
      press stop | extend | status | start [name]  a button; start is the one for the newest version
      as Ada | as Ben        act as somebody else; Ben may not stop
      join NAME [server]     somebody joins the game (the first server if not said)
      leave NAME [server]    somebody leaves it
      evict [server]         Azure takes the machine back, with notice
      vanish [server]        the machine is gone without a word
      crash [server]         the game ends by itself
      log on | log off       show the lines that the games print
      room=none | room=ok    Azure has no machines
      discord=429 | 500 | ok Discord refuses
      arm=500 | 429 | ok     Azure's compute API refuses
      twice | once           every queue message is delivered twice
      late=on | late=off     every command is seen in its queue five seconds late
      kill                   kill -9 the functions host and start it again
      storage=off | on       stop and start Azurite
      quit                   end it all\
      """;

  private final LocalStack stack;
  private final PrintStream out;
  private final Consumer<Boolean> showLog;
  private final Person ada;
  private Person who;
  private volatile boolean open = true;

  /**
   * @param showLog is told whether games' log lines are to be shown
   */
  public Prompt(LocalStack stack, PrintStream out, Consumer<Boolean> showLog) {
    this.stack = stack;
    this.out = out;
    this.showLog = showLog;
    ada = Town.ada(stack.roster());
    who = ada;
  }

  /** Reads and obeys lines until {@code quit} or the end of the input. */
  public void run(BufferedReader in) throws IOException {
    out.println("Type /" + stack.command() + " start " + firstServer() + ", or help.");
    while (open) {
      out.print(who.name() + "> ");
      out.flush();
      String line = in.readLine();
      if (line == null) {
        return;
      }
      obey(line.strip());
    }
  }

  private String firstServer() {
    return stack.roster().names().getFirst();
  }

  /** Obeys one line. */
  public void obey(String line) {
    if (line.isEmpty()) {
      return;
    }
    List<String> words = Arrays.asList(line.split("\\s+"));
    String first = words.getFirst();
    if (first.startsWith("/")) {
      command(words);
    } else if (first.contains("=") || first.equals("twice") || first.equals("once")) {
      fault(first);
    } else {
      happen(first, words.subList(1, words.size()));
    }
  }

  private void command(List<String> words) {
    if (words.size() < 2) {
      out.println("Discord asks for a subcommand: try /server help.");
      return;
    }
    String root = words.getFirst().substring(1);
    int first = words.get(1).equals("backup") && words.size() > 2 ? 3 : 2;
    String subcommand = String.join(" ", words.subList(1, first));
    Map<String, String> options = options(words.subList(first, words.size()));
    send(stack.shapes().command(who, root, subcommand, options));
  }

  /** Words without an equals sign belong to the option before; the first is the server. */
  private static Map<String, String> options(List<String> words) {
    Map<String, String> options = new LinkedHashMap<>();
    String name = "server";
    for (String word : words) {
      int equals = word.indexOf('=');
      name = equals > 0 ? word.substring(0, equals) : name;
      options.merge(name, word.substring(equals + 1), (one, more) -> one + " " + more);
    }
    return options;
  }

  private void press(List<String> words) {
    String command = words.isEmpty() ? "status" : words.getFirst();
    String server = words.size() > 1 ? words.get(1) : firstServer();
    Optional<Message> shown =
        stack.discord().messages().stream()
            .filter(message -> button(message, command, server) != null)
            .reduce((one, later) -> later);
    shown.ifPresentOrElse(
        message -> send(stack.shapes().component(who, button(message, command, server), message)),
        () -> out.println("No message has such a button."));
  }

  /** The id of a message's button for that, or null. */
  private static String button(Message message, String command, String server) {
    for (JsonNode id : message.payload().path("components").findValues("custom_id")) {
      if (id.asText().startsWith(command + ":" + server + ":")) {
        return id.asText();
      }
    }
    return null;
  }

  private void send(ObjectNode interaction) {
    SignedInteractions.Outcome outcome = stack.interactions().send(interaction);
    if (!outcome.delivered()) {
      out.println("  The application did not respond (status " + outcome.status() + ").");
    }
  }

  private void happen(String what, List<String> rest) {
    String name = rest.isEmpty() ? "" : rest.getFirst();
    String server = rest.isEmpty() ? firstServer() : rest.getLast();
    String gamesServer = rest.size() > 1 ? rest.getLast() : firstServer();
    switch (what) {
      case "help" -> out.println(HELP.formatted(String.join(", ", stack.roster().names())));
      case "quit", "exit" -> open = false;
      case "as" -> become(name);
      case "press" -> press(rest);
      case "join" -> guest(gamesServer, name, guest -> guest.join(name));
      case "leave" -> guest(gamesServer, name, guest -> guest.leave(name));
      case "crash" -> guest(server, "-", GameProcess::crash);
      case "evict" -> say(stack.evict(server), "no machine of " + server + " runs");
      case "vanish" -> say(stack.vanish(server), "no machine of " + server + " runs");
      case "log" -> showLog.accept(name.equals("on"));
      case "kill" -> {
        stack.host().kill();
        stack.host().start();
      }
      default -> out.println("There is no '" + what + "'. Type help.");
    }
  }

  private void become(String name) {
    for (Person person : List.of(ada, Town.BEN)) {
      if (person.name().equalsIgnoreCase(name)) {
        who = person;
        return;
      }
    }
    out.println("There are Ada and Ben.");
  }

  private void guest(String server, String name, Consumer<GameProcess> what) {
    if (name.isEmpty()) {
      out.println("Who?");
      return;
    }
    stack
        .guest(server)
        .ifPresentOrElse(what, () -> out.println("No machine of " + server + " runs."));
  }

  private void say(boolean done, String otherwise) {
    if (!done) {
      out.println(otherwise);
    }
  }

  private void fault(String word) {
    switch (word) {
      case "room=none" ->
          stack.roster().sets().keySet().forEach(set -> stack.arm().noRoom(set, Shortage.noRoom()));
      case "room=ok" -> stack.roster().sets().keySet().forEach(stack.arm()::room);
      case "discord=429" -> discord(new Fault.TooMany(Duration.ofSeconds(2)));
      case "discord=500" -> discord(new Fault.Broken(500));
      case "discord=ok" -> stack.discord().faults().clear();
      case "arm=500" -> stack.arm().faults().on(Faults.ALL, new Fault.Broken(500));
      case "arm=429" ->
          stack.arm().faults().on(Faults.ALL, new Fault.TooMany(Duration.ofSeconds(5)));
      case "arm=ok" -> stack.arm().faults().clear();
      case "twice" -> stack.host().deliverTwice(true);
      case "once" -> stack.host().deliverTwice(false);
      case "late=on" -> stack.host().deliverLate(true);
      case "late=off" -> stack.host().deliverLate(false);
      case "storage=off" -> stack.azurite().stop();
      case "storage=on" -> stack.azurite().start();
      default -> out.println("There is no fault '" + word + "'. Type help.");
    }
  }

  private void discord(Fault fault) {
    stack.discord().faults().on(Faults.ALL, fault);
  }
}
