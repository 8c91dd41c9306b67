package hearth.local;

import hearth.local.console.ChannelPrinter;
import hearth.local.console.Prompt;
import hearth.local.page.Console;
import hearth.local.page.Registration;
import hearth.local.stack.LocalStack;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** A person types, for whom things are as in Azure where it can be borne. */
@Command(
    name = "local",
    sortOptions = false,
    showDefaultValues = true,
    description = "Hearth on this machine: type slash commands, watch the channel.")
final class PromptCommand implements Callable<Integer> {
  @Mixin
  private final StackOptions options =
      new StackOptions(10, Duration.ofMinutes(10), Duration.ofMinutes(5));

  @Option(
      names = "--console-port",
      paramLabel = "N",
      description = "The port of the console, a page for a browser; 0 for a free one.")
  private int consolePort;

  @Option(names = "--no-console", description = "Starts without the console.")
  private boolean noConsole;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws IOException {
    if (consolePort < 0 || consolePort > 65535) {
      throw new ParameterException(
          spec.commandLine(), "--console-port must be between 0 and 65535.");
    }
    AtomicBoolean showLog = new AtomicBoolean();
    AtomicReference<Console> console = new AtomicReference<>();
    LocalStack stack =
        options.stack(
            (server, line) -> {
              if (showLog.get()) {
                System.out.println("  [" + server + "] " + line);
              }
              Optional.ofNullable(console.get()).ifPresent(page -> page.log(server, line));
            });
    System.out.println("Starting Azurite, the stand-ins and the functions host ...");
    stack.start();
    stack.discord().watch(new ChannelPrinter(System.out, stack.roster().operatorChannel()));
    System.out.println("Interactions endpoint: " + stack.host().interactions());
    System.out.println("The functions host writes to " + stack.host().log());
    if (!noConsole) {
      console.set(console(stack));
    }
    BufferedReader in =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    new Prompt(stack, System.out, showLog::set).run(in);
    return 0;
  }

  private Console console(LocalStack stack) {
    String classpath = System.getProperty("hearth.setup", "");
    Optional<String> trouble =
        classpath.isEmpty()
            ? Optional.of("the program that registers them is not here")
            : Registration.run(classpath, stack.settingsFile());
    trouble.ifPresent(
        words -> System.out.println("The console lacks the list of commands: " + words));
    Console console = new Console(stack, consolePort);
    console.start();
    System.out.println("Console, for a browser: " + console.uri());
    return console;
  }
}
