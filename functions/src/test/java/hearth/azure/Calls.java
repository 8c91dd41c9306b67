package hearth.azure;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** The list of calls of Azure's resource manager and of the actions that they need. */
public final class Calls {
  private static final Path LIST = Path.of("src/main/azure/actions.json");

  private Calls() {}

  /** Every call of the list. */
  public static Set<String> listed() throws IOException {
    Set<String> calls = new TreeSet<>();
    for (JsonNode one : new ObjectMapper().readTree(LIST.toFile())) {
      calls.add(one.path("call").asText());
    }
    return calls;
  }

  /** What was sent, as the list calls it; a call that is not on it stays as it is. */
  public static Set<String> onList(Collection<String> sent) throws IOException {
    Set<String> calls = new TreeSet<>();
    Set<String> listed = listed();
    for (String one : sent) {
      calls.add(listed.stream().filter(call -> fits(call, one)).findFirst().orElse(one));
    }
    return calls;
  }

  private static boolean fits(String call, String sent) {
    String[] literal = call.split("\\{\\w+\\}", -1);
    StringBuilder pattern = new StringBuilder(Pattern.quote(literal[0]));
    for (int i = 1; i < literal.length; i++) {
      pattern.append("[^/]+").append(Pattern.quote(literal[i]));
    }
    return sent.matches(pattern.toString());
  }
}
