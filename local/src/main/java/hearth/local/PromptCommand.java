package hearth.local;

import hearth.local.console.ChannelPrinter;
import hearth.local.console.Prompt;
import hearth.local.stack.LocalStack;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicBoolean;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

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

  @Override
  public Integer call() throws IOException {
    AtomicBoolean showLog = new AtomicBoolean();
    LocalStack stack =
        options.stack(
            (server, line) -> {
              if (showLog.get()) {
                System.out.println("  [" + server + "] " + line);
              }
            });
    System.out.println("Starting Azurite, the stand-ins and the functions host ...");
    stack.start();
    stack.discord().watch(new ChannelPrinter(System.out, stack.roster().operatorChannel()));
    System.out.println("Interactions endpoint: " + stack.host().interactions());
    System.out.println("The functions host writes to " + stack.host().log());
    BufferedReader in =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    new Prompt(stack, System.out, showLog::set).run(in);
    return 0;
  }
}
