package hearth.local;

import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** One evening by itself. */
@Command(
    name = "demo",
    sortOptions = false,
    showDefaultValues = true,
    description = "Plays an evening by itself; exits 0 if every step was seen.")
final class DemoCommand implements Callable<Integer> {
  @Mixin private final StackOptions options = StackOptions.hurried();

  @Override
  public Integer call() throws IOException {
    return new Evenings(options).play(0, 0);
  }
}
