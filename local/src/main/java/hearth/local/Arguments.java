package hearth.local;

import java.util.HashMap;
import java.util.Map;

/** What stood on the command line: a command and {@code --name value} options. */
record Arguments(String command, Map<String, String> options) {

  static Arguments of(String[] args) {
    Map<String, String> options = new HashMap<>();
    for (int i = 1; i < args.length; i++) {
      if (args[i].equals("--help") || args[i].equals("-h")) {
        options.put("help", "");
      } else if (args[i].startsWith("--") && i + 1 < args.length) {
        options.put(args[i].substring(2), args[++i]);
      } else {
        options.put("", args[i]);
      }
    }
    return new Arguments(args.length == 0 ? "local" : args[0], Map.copyOf(options));
  }

  /** Whether a person types, for whom things are as in Azure where it can be borne. */
  boolean isPrompt() {
    return command.equals("local");
  }

  boolean has(String name) {
    return options.containsKey(name);
  }

  String text(String name) {
    return options.get(name);
  }

  double number(String name, double otherwise) {
    return has(name) ? Double.parseDouble(options.get(name)) : otherwise;
  }
}
