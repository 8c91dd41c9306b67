package hearth.local.arm;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** The machines of one set, oldest first; a number is never given twice. Not thread-safe. */
final class Instances {
  private final String set;
  private final Supplier<String> addresses;
  private final Map<String, Instance> instances = new LinkedHashMap<>();
  private int next;

  enum State {
    CREATING,
    RUNNING,
    DELETING
  }

  record Instance(Machine machine, State state) {}

  Instances(String set, Supplier<String> addresses) {
    this.set = set;
    this.addresses = addresses;
  }

  Machine add(String size) {
    String id = Integer.toString(next++);
    String vmId = UUID.randomUUID().toString();
    Machine machine = new Machine(set, id, set + "_" + id, vmId, size, addresses.get());
    instances.put(id, new Instance(machine, State.CREATING));
    return machine;
  }

  /** Moves a machine on; false when it was not in the state {@code from}. */
  boolean move(Machine machine, State from, State to) {
    Instance instance = new Instance(machine, from);
    return instances.replace(machine.instanceId(), instance, new Instance(machine, to));
  }

  Optional<State> remove(Machine machine) {
    return Optional.ofNullable(instances.remove(machine.instanceId())).map(Instance::state);
  }

  Optional<Instance> find(String instanceId) {
    return Optional.ofNullable(instances.get(instanceId));
  }

  List<Instance> all() {
    return List.copyOf(instances.values());
  }

  /** Those that are not on their way out. */
  List<Machine> staying() {
    Stream<Instance> staying =
        instances.values().stream().filter(instance -> instance.state() != State.DELETING);
    return staying.map(Instance::machine).toList();
  }
}
