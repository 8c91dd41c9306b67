package hearth.simulation;

import hearth.core.fleet.Placement;
import hearth.core.fleet.Server;
import hearth.core.port.Remedy;
import hearth.core.port.Result;
import hearth.core.port.ScaleSetView;
import hearth.core.port.ScaleSetView.Instance;
import hearth.core.port.ScaleSetView.Operation;
import hearth.core.port.ScaleSets;
import hearth.core.wanted.Scale;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;

/** Scale sets with late and failing operations, evictions, and Azure's own book-keeping. */
final class Azure implements ScaleSets {
  private final World world;
  private final Sabotage sabotage;
  private final Function<Vm, Agent> agents;
  private final Map<String, Set> sets = new LinkedHashMap<>();
  private int machines;

  /** Is told of each machine that goes because a capacity of 0 was asked for. */
  Consumer<Vm> given = vm -> {};

  /** Is told of each machine that is removed alone. */
  Consumer<Vm> removed = vm -> {};

  /** A machine. */
  static final class Vm {
    final String id;
    final String set;
    final String address;
    Agent agent;

    Vm(String id, String set, String address) {
      this.id = id;
      this.set = set;
      this.address = address;
    }
  }

  private static final class Set {
    int capacity;
    int etag = 1;
    Operation operation = new Operation.None();
    boolean busy;
    long newest;
    int hidden;
    final List<Vm> vms = new ArrayList<>();
  }

  Azure(World world, Server server, Sabotage sabotage, Function<Vm, Agent> agents) {
    this.world = world;
    this.sabotage = sabotage;
    this.agents = agents;
    for (Placement placement : server.machines().placements()) {
      sets.put(placement.scaleSet(), new Set());
    }
  }

  List<Vm> running() {
    return sets.values().stream().flatMap(set -> set.vms.stream()).toList();
  }

  int capacity() {
    return sets.values().stream().mapToInt(set -> set.capacity).sum();
  }

  @Override
  public Result.Seen look(String name, String operation) {
    world.meanwhile();
    world.mayCrash();
    if (world.fault(0.05)) {
      return new Result.Later(Duration.ofSeconds(world.random.nextInt(20)), false);
    }
    Set set = sets.get(name);
    List<Instance> instances = set.vms.stream().map(vm -> instance(vm)).toList();
    if (!instances.isEmpty() && (set.hidden > 0 || world.fault(0.03))) {
      // A list that is read from a place that has not heard of them, for this look or for some.
      set.hidden = set.hidden > 0 ? set.hidden - 1 : world.random.nextInt(3);
      world.log("azure: shows nothing in " + name);
      instances = List.of();
    }
    return new Result.Looked(
        new ScaleSetView(
            name,
            Integer.toString(set.etag),
            set.capacity,
            !set.busy,
            instances,
            operation == null ? new Operation.None() : set.operation));
  }

  /** Sometimes Azure does not say which one it is. */
  private Instance instance(Vm vm) {
    String address = vm.agent == null ? null : vm.address;
    return world.fault(0.02)
        ? new Instance(vm.id, null, address, false)
        : new Instance(vm.id, vm.id, address, false);
  }

  @Override
  public Result.Delivered remove(String name, String instance) {
    world.meanwhile();
    world.mayCrash();
    if (world.fault(0.05)) {
      return new Result.Later(Duration.ofSeconds(world.random.nextInt(20)), false);
    }
    Set set = sets.get(name);
    world.log("azure: removes " + instance + " from " + name);
    for (Vm vm : List.copyOf(set.vms)) {
      if (vm.id.equals(instance)) {
        removed.accept(vm);
        set.capacity = Math.max(0, set.capacity - 1);
        set.etag++;
        world.afterSeconds(5, 60, () -> takenAway(set, vm));
      }
    }
    world.mayCrash();
    return new Result.Done(null);
  }

  private static void takenAway(Set set, Vm vm) {
    if (set.vms.remove(vm)) {
      vm.agent.die();
    }
  }

  @Override
  public Result.Scaled begin(Scale scale, String etag) {
    world.meanwhile();
    world.mayCrash();
    if (world.fault(0.05)) {
      return new Result.Later(Duration.ofSeconds(world.random.nextInt(20)), false);
    }
    Set set = sets.get(scale.scaleSet());
    world.mayFreeze();
    boolean same = etag.equals(Integer.toString(set.etag));
    if (!same && sabotage != Sabotage.BLIND_CAPACITY) {
      return new Result.Stale();
    }
    if (scale.capacity() == 1 && world.fault(0.1)) {
      return refusal(scale);
    }
    if (scale.capacity() == 1) {
      onlyOne(scale.scaleSet());
    }
    world.log("azure: " + scale.scaleSet() + " = " + scale.capacity());
    if (scale.revision() < set.newest) {
      throw new Broken("an older capacity landed on a newer one: " + scale);
    }
    set.newest = scale.revision();
    change(scale.scaleSet(), set, scale.capacity());
    world.mayCrash();
    return world.fault(0.05) ? new Result.Later(Duration.ZERO, true) : new Result.Done("operation");
  }

  /** Mostly no room; now and then a quota, or what nobody has heard of. */
  private static Result.NoMachine refusal(Scale scale) {
    return switch ((int) (scale.revision() % 8)) {
      case 0 -> new Result.NoMachine(Remedy.OTHER_QUOTA, "OperationNotAllowed", "quota");
      case 1 -> new Result.NoMachine(Remedy.ONCE_ELSEWHERE, "NeverHeardOf", "words");
      default -> new Result.NoMachine(Remedy.NEXT_PLACEMENT, "SkuNotAvailable", "");
    };
  }

  private void onlyOne(String lit) {
    for (Map.Entry<String, Set> other : sets.entrySet()) {
      if (!other.getKey().equals(lit)
          && other.getValue().vms.stream().anyMatch(vm -> !vm.agent.isIdle())) {
        throw new Broken("a second machine is lit while one is in " + other.getKey());
      }
    }
  }

  private void change(String name, Set set, int capacity) {
    set.capacity = capacity;
    set.etag++;
    set.busy = true;
    set.operation = new Operation.Running();
    int etag = set.etag;
    if (capacity == 0) {
      world.afterSeconds(5, 60, () -> emptied(set, etag));
    } else if (world.fault(0.1)) {
      world.afterSeconds(
          5,
          60,
          () ->
              settled(
                  set, etag, new Operation.Failed(Remedy.NEXT_PLACEMENT, "AllocationFailed", "")));
    } else {
      world.afterSeconds(10, 120, () -> created(name, set, etag));
    }
  }

  private void emptied(Set set, int etag) {
    if (set.etag == etag) {
      set.vms.forEach(vm -> given.accept(vm));
      set.vms.forEach(vm -> vm.agent.die());
      set.vms.clear();
      settled(set, etag, new Operation.Succeeded());
    }
  }

  private void created(String name, Set set, int etag) {
    if (set.etag == etag && set.vms.isEmpty()) {
      int more = sabotage == Sabotage.OVERPROVISION ? 2 : 1;
      for (int i = 0; i < more; i++) {
        light(name, set);
      }
    }
    settled(set, etag, new Operation.Succeeded());
  }

  private void light(String name, Set set) {
    machines++;
    Vm vm = new Vm("vm-" + machines, name, "203.0.113." + machines % 250);
    vm.agent = agents.apply(vm);
    set.vms.add(vm);
    world.log("azure: " + vm.id + " is up in " + name);
    if (world.fault(0.2)) {
      world.afterSeconds(20, 3600, () -> evict(set, vm));
    }
    if (set.vms.stream().filter(other -> !other.agent.isIdle()).count() > 1) {
      throw new Broken("two machines are there for one world in " + name);
    }
  }

  /** Somebody scales a set up by hand, beside Hearth. */
  void scaledByHand(Agent idle) {
    String name = world.chance(0.5) ? "set-a" : "set-b";
    Set set = sets.get(name);
    if (!set.busy && set.vms.size() < 2) {
      world.log("azure: " + name + " is scaled up by hand");
      set.capacity = set.vms.size() + 1;
      set.etag++;
      machines++;
      Vm vm = new Vm("vm-" + machines, name, "203.0.113." + machines % 250);
      vm.agent = idle;
      set.vms.add(vm);
    }
  }

  private static void settled(Set set, int etag, Operation operation) {
    if (set.etag == etag) {
      set.busy = false;
      set.operation = operation;
    }
  }

  /**
   * With notice or without; some time later the set's capacity is lowered, whatever it was meant
   * for.
   */
  private void evict(Set set, Vm vm) {
    if (!set.vms.contains(vm)) {
      return;
    }
    world.log("azure: evicts " + vm.id);
    if (world.chance(0.7)) {
      vm.agent.evicting();
    }
    world.afterSeconds(
        5,
        30,
        () -> {
          if (set.vms.remove(vm)) {
            vm.agent.die();
            world.afterSeconds(0, 120, () -> lowered(set));
          }
        });
  }

  private static void lowered(Set set) {
    if (set.capacity > 0 && set.vms.isEmpty() && !set.busy) {
      set.capacity = 0;
      set.etag++;
    }
  }
}
