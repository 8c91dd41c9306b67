package hearth.setup;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What stood on the command line after the command.
 *
 * @param options {@code --flag} and {@code --name value}
 * @param words all that is no option, in its order
 */
public record Arguments(Map<String, String> options, List<String> words) {
  private static final Set<String> WITH_VALUE = Set.of("--guild", "--settings");
  private static final Set<String> FLAGS =
      Set.of("--print", "--yes", "--remove", "--all", "--help");

  /**
   * Reads them.
   *
   * @throws Problem naming an option that is not known
   */
  public static Arguments of(String... args) {
    Map<String, String> options = new HashMap<>();
    List<String> words = new ArrayList<>();
    for (int i = 0; i < args.length; i++) {
      if (FLAGS.contains(args[i])) {
        options.put(args[i], "");
      } else if (WITH_VALUE.contains(args[i]) && i + 1 < args.length) {
        options.put(args[i], args[++i]);
      } else if (!args[i].startsWith("-")) {
        words.add(args[i]);
      } else {
        throw new Problem("There is no option " + args[i] + " here; --help lists them.");
      }
    }
    return new Arguments(Map.copyOf(options), List.copyOf(words));
  }

  /** Whether a flag stands there. */
  public boolean has(String flag) {
    return options.containsKey(flag);
  }

  /** The same without words: where one stands, that is a mistake. */
  Arguments alone() {
    if (!words.isEmpty()) {
      throw new Problem(
          "Nothing is known of '" + words.getFirst() + "' here; --help lists it all.");
    }
    return this;
  }

  Optional<String> value(String name) {
    return Optional.ofNullable(options.get(name));
  }
}
