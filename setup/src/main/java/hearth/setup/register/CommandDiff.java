package hearth.setup.register;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** The changes that an overwrite would make, in lines that a person can read. */
public record CommandDiff(List<String> lines) {
  private static final int LONGEST = 110;

  /**
   * From what is registered to what would be.
   *
   * @param ofGuild whether it is for one guild
   */
  public static CommandDiff between(JsonNode before, JsonNode after, boolean ofGuild) {
    Map<String, Map<String, String>> old = CommandForm.of(before, ofGuild);
    Map<String, Map<String, String>> next = CommandForm.of(after, ofGuild);
    List<String> lines = new ArrayList<>();
    next.forEach(
        (path, facts) -> {
          if (!old.containsKey(path)) {
            lines.add("+ " + path + "  " + facts.getOrDefault("description", ""));
          } else {
            facts(path, old.get(path), facts, lines);
          }
        });
    old.keySet().stream().filter(path -> !next.containsKey(path)).forEach(p -> lines.add("- " + p));
    return new CommandDiff(List.copyOf(lines));
  }

  /** Whether there is nothing to do. */
  public boolean isEmpty() {
    return lines.isEmpty();
  }

  private static void facts(
      String path, Map<String, String> old, Map<String, String> next, List<String> lines) {
    Set<String> keys = new TreeSet<>(old.keySet());
    keys.addAll(next.keySet());
    for (String key : keys) {
      String before = old.getOrDefault(key, "unset");
      String after = next.getOrDefault(key, "unset");
      if (!before.equals(after)) {
        lines.add("~ " + path + "  " + key + ": " + cut(before) + " → " + cut(after));
      }
    }
  }

  private static String cut(String text) {
    return text.length() <= LONGEST ? text : text.substring(0, LONGEST) + "…";
  }
}
