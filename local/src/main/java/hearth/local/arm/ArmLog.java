package hearth.local.arm;

import java.util.List;
import java.util.Locale;
import java.util.concurrent.CopyOnWriteArrayList;

/** Every request the stand-in answered, in order. */
public final class ArmLog {
  private final List<LoggedRequest> requests = new CopyOnWriteArrayList<>();

  void add(LoggedRequest request) {
    requests.add(request);
  }

  /** All of them. */
  public List<LoggedRequest> requests() {
    return List.copyOf(requests);
  }

  /** The number of updates of this set, refused ones too. */
  public long updates(String scaleSet) {
    String end = ("/virtualMachineScaleSets/" + scaleSet).toLowerCase(Locale.ROOT);
    return requests.stream()
        .filter(request -> request.method().equals("PATCH"))
        .filter(request -> request.path().toLowerCase(Locale.ROOT).endsWith(end))
        .count();
  }
}
