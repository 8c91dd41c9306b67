package hearth.bench.cold;

import hearth.bench.Surroundings;
import hearth.local.azurite.Azurite;
import hearth.local.discord.InteractionSigner;
import hearth.local.stack.Town;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** The interactions function, cold, beside a function that does nothing and the obvious way. */
final class ColdStarts {
  private static final int LEAST_ROUNDS = 15;

  private ColdStarts() {}

  /** Takes the number of rounds, and {@code fresh} for workers that were not warmed up. */
  public static void main(String[] args) throws IOException {
    int rounds = args.length == 0 ? LEAST_ROUNDS : Integer.parseInt(args[0]);
    boolean warmed = args.length < 2 || !args[1].equals("fresh");
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
  }
}
