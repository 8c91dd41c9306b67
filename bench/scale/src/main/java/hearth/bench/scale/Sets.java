package hearth.bench.scale;

import hearth.core.port.Result;
import hearth.core.port.ScaleSetView;
import hearth.core.port.ScaleSets;
import hearth.core.wanted.Scale;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Scale sets that have at once what they are told to have. */
final class Sets implements ScaleSets {
  private final Map<String, Long> capacities = new ConcurrentHashMap<>();

  @Override
  public Result.Seen look(String scaleSet, String operation) {
    long capacity = capacities.getOrDefault(scaleSet, 0L);
    List<ScaleSetView.Instance> instances =
        capacity == 0
            ? List.of()
            : List.of(new ScaleSetView.Instance("vm-" + scaleSet, "192.0.2.1"));
    return new Result.Looked(
        new ScaleSetView(
            scaleSet, "1", capacity, true, instances, new ScaleSetView.Operation.None()));
  }

  @Override
  public Result.Scaled begin(Scale scale, String etag) {
    capacities.put(scale.scaleSet(), (long) scale.capacity());
    return new Result.Done(null);
  }

  @Override
  public Result.Delivered remove(String scaleSet, String instance) {
    return new Result.Done(null);
  }
}
