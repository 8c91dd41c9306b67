package hearth.bench.cold;

import hearth.bench.Positive;
import hearth.bench.Program;
import hearth.bench.Surroundings;
import hearth.local.azurite.Azurite;
import hearth.local.discord.InteractionSigner;
import hearth.local.stack.Town;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** The interactions function, cold, beside a function that does nothing and the obvious way. */
@Command(name = "./hearth bench cold", description = "The interactions function, cold.")
final class ColdStarts implements Callable<Integer> {
  @Parameters(index = "0", paramLabel = "ROUNDS", defaultValue = "15", converter = Positive.class)
  private int rounds;

  @Parameters(
      index = "1",
      paramLabel = "fresh",
      arity = "0..1",
      description = "For workers that were not warmed up as Azure does.")
  private Worker worker = Worker.WARMED;

  /** Whether the worker had a first invocation before the app was loaded. */
  private enum Worker {
    WARMED,
    FRESH
  }

  private ColdStarts() {}

  /** Measures and prints. */
  public static void main(String[] args) {
    Program.run(new ColdStarts(), args);
  }

  @Override
  public Integer call() throws IOException {
    boolean warmed = worker == Worker.WARMED;
    Path scratch = Files.createDirectories(Path.of("bench/measure/target/cold"));
    InteractionSigner signer = InteractionSigner.random();
    try (Azurite azurite = Azurite.inMemory()) {
      azurite.start();
      Apps apps = Apps.packaged(scratch);
      Launch launch =
          new Launch(
              new Launch.Settings(
                  apps.worker(),
                  warmed ? apps.warmUp() : null,
                  List.of(),
                  Map.of(
                      "DISCORD_APPLICATION_ID", Town.APPLICATION,
                      "DISCORD_PUBLIC_KEY", signer.publicKeyHex(),
                      "HEARTH_SERVERS", Town.fleet(),
                      "BENCH_STORAGE", azurite.connectionString()),
                  signer,
                  scratch));
      Apps.provision(azurite);
      System.out.println(Surroundings.line());
      System.out.println(
          rounds + " rounds, " + (warmed ? "workers warmed up as Azure does" : "fresh workers"));
      for (Payload payload : Payloads.interactions()) {
        Table table = new Table(payload, launch, apps.nothing());
        table.measure(List.of(apps.nothing(), apps.hearth(), apps.obvious()), rounds);
        table.print();
      }
    }
    return 0;
  }
}
