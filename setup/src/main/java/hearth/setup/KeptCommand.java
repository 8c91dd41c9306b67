package hearth.setup;

import hearth.setup.kept.Kept;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/** The command line of {@link Kept}. */
@Command(
    name = "kept",
    description = "Lists the messages that failed too often. Their ids are what the others take.")
public final class KeptCommand implements Callable<Integer> {
  private final Supplier<Kept> kept;

  @Spec private CommandSpec spec;

  @Option(names = "--yes", scope = ScopeType.INHERIT, description = "Does it without asking.")
  private boolean sure;

  /** For the deployment that is asked for once it is clear what to do. */
  public KeptCommand(Supplier<Kept> kept) {
    this.kept = kept;
  }

  @Override
  public Integer call() {
    return kept.get().list();
  }

  @Command(name = "again", description = "Asks for one command once more, as a new one.")
  int again(@Parameters(paramLabel = "ID") String id) {
    return kept.get().again(id, sure);
  }

  @Command(name = "drop", description = "Throws one message away, or all of them.")
  int drop(
      @Parameters(paramLabel = "ID", arity = "0..1") String id,
      @Option(names = "--all") boolean all) {
    if (all == (id != null)) {
      throw new ParameterException(
          spec.subcommands().get("drop"), "Say which: 'kept drop ID' or 'kept drop --all'.");
    }
    return all ? kept.get().dropAll(sure) : kept.get().drop(id, sure);
  }
}
