package hearth.app.settings;

import hearth.app.message.Formats;
import hearth.app.message.ValidatingReader;
import hearth.core.fleet.Fleet;
import hearth.json.BadJson;
import hearth.json.JsonReader;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads the games' passwords by server. What is wrong is told without a word of what stands there.
 */
final class PasswordsReader {
  private static final int LONGEST = 100;

  private PasswordsReader() {}

  static Map<String, String> read(String name, String text, Fleet fleet, List<String> problems) {
    Map<String, String> passwords = new HashMap<>();
    try {
      ValidatingReader json = new ValidatingReader(new JsonReader(text), name, problems);
      if (json.object()) {
        for (String server = json.member(); server != null; server = json.member()) {
          boolean known = fleet.server(server) != null;
          json.checked("", known, "names a server that the fleet does not have");
          String password = json.text();
          boolean fine = password != null && !password.isEmpty() && password.length() <= LONGEST;
          json.checked("", fine, "must be a text of 1 to " + LONGEST + " characters");
          json.checked(
              "",
              password == null || Formats.isCopyable(password),
              "has a blank at an end, or a character that cannot be seen or copied");
          passwords.put(server, password);
        }
      }
      json.end();
    } catch (BadJson e) {
      problems.add(name + " is not JSON, or holds a name twice");
    }
    return passwords;
  }
}
