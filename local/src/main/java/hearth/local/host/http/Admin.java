package hearth.local.host.http;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Requests to the host itself, with POST: to run a timer function now, and so on. */
public final class Admin {
  private final Map<String, Runnable> actions = new ConcurrentHashMap<>();

  public void on(String path, Runnable action) {
    actions.put(path, action);
  }

  /** Does what the request asks for; false when nothing of that kind is known. */
  public boolean handle(String method, String path) {
    Runnable action = method.equals("POST") ? actions.get(path) : null;
    if (action == null) {
      return false;
    }
    action.run();
    return true;
  }
}
