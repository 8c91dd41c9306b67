package hearth.local.host;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** What can be asked of the host itself, with POST: to run a timer function now, and so on. */
final class Admin {
  private final Map<String, Runnable> actions = new ConcurrentHashMap<>();

  void on(String path, Runnable action) {
    actions.put(path, action);
  }

  /** Does what the request asks for; false when nothing of that kind is known. */
  boolean handle(String method, String path) {
    Runnable action = method.equals("POST") ? actions.get(path) : null;
    if (action == null) {
      return false;
    }
    action.run();
    return true;
  }
}
