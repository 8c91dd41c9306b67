package hearth.setup;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What stood on the command line after the command: {@code --flag} and {@code --name value}. */
record Arguments(Map<String, String> options) {
  private static final Set<String> WITH_VALUE = Set.of("--guild", "--settings");
  private static final Set<String> FLAGS = Set.of("--print", "--yes", "--remove", "--help");

  static Arguments of(String... args) {
    Map<String, String> options = new HashMap<>();
    for (int i = 0; i < args.length; i++) {
      if (FLAGS.contains(args[i])) {
        options.put(args[i], "");
      } else if (WITH_VALUE.contains(args[i]) && i + 1 < args.length) {
        options.put(args[i], args[++i]);
      } else {
        throw new Problem("There is no option " + args[i] + " here; --help lists them.");
      }
    }
    return new Arguments(Map.copyOf(options));
  }

  boolean has(String flag) {
    return options.containsKey(flag);
  }

  Optional<String> value(String name) {
    return Optional.ofNullable(options.get(name));
  }
}
