package hearth.local.arm;

import com.fasterxml.jackson.databind.node.ObjectNode;
import hearth.local.timeline.Timeline;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * One scale set and what becomes of its machines. A newer update pre-empts the operation of an
 * older one; a machine already being deleted stays doomed. The ETag changes with the model only.
 *
 * <pre>
 *            half the delay           the other half
 *   capacity ─────────────▶ CREATING ───────────────▶ RUNNING ──evicted──▶ gone ──late──▶ capacity-1
 *      up                      └──────capacity down──────┴───▶ DELETING ──delay──▶ gone
 * </pre>
 */
final class ScaleSet {
  private final String name;
  private final ArmOptions options;
  private final Timeline timeline;
  private final Machines listener;
  private final Instances instances;
  private final List<CapacityChange> history = new ArrayList<>();
  private SetModel model;
  private int revision = 1;
  private String provisioningState = "Succeeded";
  private Optional<Operation> current = Optional.empty();
  private Optional<Shortage> shortage = Optional.empty();
  private Optional<String> failure = Optional.empty();
  private Deletion deletion = Deletion.usual();

  /** Evicted machines that the capacity still counts. */
  private int owed;

  /** The outcome of a request to change something. */
  sealed interface Outcome {
    record Begun(Operation operation) implements Outcome {}

    record Refused(int status, ArmError error) implements Outcome {}

    /** There is nothing to change. */
    record Gone() implements Outcome {}
  }

  /** A set as it is shown; {@code failure} is why its newest change failed, if it did. */
  record Snapshot(
      String name,
      SetModel model,
      String etag,
      String state,
      Optional<String> failure,
      List<Instances.Instance> instances) {}

  ScaleSet(
      String name,
      SetModel model,
      ArmOptions options,
      Timeline timeline,
      Machines listener,
      Supplier<String> addresses) {
    this.name = name;
    this.options = options;
    this.timeline = timeline;
    this.listener = listener;
    this.instances = new Instances(name, addresses);
    this.model = model;
  }

  synchronized Snapshot snapshot() {
    return new Snapshot(name, model, etag(), provisioningState, failure, instances.all());
  }

  synchronized List<CapacityChange> history() {
    return List.copyOf(history);
  }

  synchronized void shortage(Optional<Shortage> now) {
    shortage = now;
  }

  synchronized void deletion(Deletion now) {
    deletion = now;
  }

  synchronized Outcome update(ObjectNode patch, Optional<String> ifMatch) {
    if (ifMatch.filter(tag -> !tag.equals("*") && !tag.equals(etag())).isPresent()) {
      return new Outcome.Refused(
          412, ArmError.of("PreconditionFailed", "The etag of " + name + " is another by now."));
    }
    Optional<SetModel> patched = model.patched(patch);
    if (patched.isEmpty()) {
      return new Outcome.Refused(
          400, ArmError.of("InvalidParameter", "The value of parameter sku is invalid."));
    }
    SetModel wanted = patched.get();
    Optional<Shortage> refusal = shortageOf(wanted.size()).filter(Shortage::atOnce);
    int stillOwed = Math.max(0, owed - Math.max(0, model.capacity() - wanted.capacity()));
    if (refusal.isPresent() && missing(wanted, stillOwed) > 0) {
      return new Outcome.Refused(409, refusal.get().error(wanted.size()));
    }
    boolean fewer = instances.staying().size() > wanted.capacity();
    if (fewer && deletion.refusal().isPresent()) {
      return new Outcome.Refused(409, deletion.refusal().get());
    }
    owed = stillOwed;
    return new Outcome.Begun(carryOut(wanted));
  }

  private Operation carryOut(SetModel wanted) {
    change(wanted, CapacityChange.Cause.UPDATE);
    Operation operation = begin();
    List<Machine> staying = instances.staying();
    if (missing(wanted, owed) > 0) {
      timeline.after(options.createDelay().dividedBy(2), () -> grow(operation));
    } else if (staying.size() > wanted.capacity()) {
      doom(staying.subList(wanted.capacity(), staying.size()), operation);
    } else {
      finish(operation);
    }
    return operation;
  }

  synchronized Outcome delete(String instanceId) {
    Optional<Machine> machine = instances.find(instanceId).map(Instances.Instance::machine);
    if (machine.isEmpty()) {
      return new Outcome.Gone();
    }
    if (deletion.refusal().isPresent()) {
      return new Outcome.Refused(409, deletion.refusal().get());
    }
    Operation operation = begin();
    if (machine.filter(instances.staying()::contains).isPresent()) {
      int lowered = Math.max(0, model.capacity() - 1);
      change(model.withCapacity(lowered), CapacityChange.Cause.DELETION);
      doom(List.of(machine.get()), operation);
    } else {
      finish(operation);
    }
    return new Outcome.Begun(operation);
  }

  /** Announces the eviction and carries it out after {@code notice}; false when there is none. */
  synchronized boolean evict(String instanceId, Duration notice) {
    Optional<Instances.Instance> running =
        instances.find(instanceId).filter(it -> it.state() == Instances.State.RUNNING);
    running.ifPresent(
        instance -> {
          Instant notBefore = timeline.now().plus(notice);
          tell(machines -> machines.evicting(instance.machine(), notBefore));
          timeline.after(notice, () -> reclaim(instance.machine()));
        });
    return running.isPresent();
  }

  /** The machine is gone this moment, as at the end of an eviction. */
  synchronized void reclaim(Machine machine) {
    Optional<Instances.State> was = instances.remove(machine);
    if (was.isPresent()) {
      tell(machines -> machines.deleted(machine));
    }
    if (was.filter(state -> state != Instances.State.DELETING).isPresent()) {
      owed++;
      timeline.after(options.lateLowering(), this::lower);
    }
  }

  private synchronized void lower() {
    if (owed > 0) {
      owed--;
      int lowered = Math.max(0, model.capacity() - 1);
      change(model.withCapacity(lowered), CapacityChange.Cause.EVICTION);
    }
  }

  private synchronized void grow(Operation operation) {
    if (!operation.running()) {
      return;
    }
    Optional<Shortage> none = shortageOf(model.size());
    if (none.isPresent()) {
      failed(operation, none.get().code(), none.get().error(model.size()));
      return;
    }
    int count = missing(model, owed) + (options.overprovision() ? 1 : 0);
    List<Machine> added = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      added.add(instances.add(model.size()));
    }
    Duration rest = options.createDelay().dividedBy(2);
    timeline.after(rest, () -> run(added, operation));
    timeline.after(rest.plus(options.createDelay()), this::trim);
  }

  private synchronized void run(List<Machine> added, Operation operation) {
    for (Machine machine : added) {
      if (instances.move(machine, Instances.State.CREATING, Instances.State.RUNNING)) {
        tell(machines -> machines.created(machine));
      }
    }
    finish(operation);
  }

  /** Takes away what overprovisioning made too many. */
  private synchronized void trim() {
    List<Machine> staying = instances.staying();
    if (options.overprovision() && staying.size() > model.capacity()) {
      remove(staying.subList(model.capacity(), staying.size()));
    }
  }

  private void doom(List<Machine> machines, Operation operation) {
    for (Machine machine : machines) {
      Instances.State state = instances.find(machine.instanceId()).orElseThrow().state();
      instances.move(machine, state, Instances.State.DELETING);
    }
    Optional<ArmError> wrong = deletion.failure();
    timeline.after(
        options.deleteDelay().plus(deletion.late()), () -> complete(machines, operation, wrong));
  }

  private synchronized void complete(
      List<Machine> doomed, Operation operation, Optional<ArmError> wrong) {
    if (wrong.isEmpty()) {
      remove(doomed);
      finish(operation);
      return;
    }
    for (Machine machine : doomed) {
      instances.move(machine, Instances.State.DELETING, Instances.State.RUNNING);
    }
    failed(operation, wrong.get().code(), wrong.get());
  }

  private void failed(Operation operation, String code, ArmError error) {
    if (operation.running()) {
      operation.fail(error, timeline.now());
      provisioningState = "Failed";
      failure = Optional.of(code);
    }
  }

  private void remove(List<Machine> doomed) {
    for (Machine machine : doomed) {
      if (instances.remove(machine).isPresent()) {
        tell(machines -> machines.deleted(machine));
      }
    }
  }

  private Operation begin() {
    current.ifPresent(older -> older.preempt(timeline.now()));
    Operation operation = new Operation(timeline.now());
    current = Optional.of(operation);
    provisioningState = "Updating";
    failure = Optional.empty();
    return operation;
  }

  private void finish(Operation operation) {
    if (operation.running()) {
      operation.succeed(timeline.now());
      provisioningState = "Succeeded";
    }
  }

  private void change(SetModel wanted, CapacityChange.Cause cause) {
    model = wanted;
    revision++;
    history.add(new CapacityChange(timeline.now(), wanted.capacity(), wanted.size(), cause));
  }

  private int missing(SetModel wanted, int counted) {
    return wanted.capacity() - instances.staying().size() - counted;
  }

  private Optional<Shortage> shortageOf(String size) {
    return shortage.filter(none -> none.holdsFor(size));
  }

  private String etag() {
    return "\"" + revision + "\"";
  }

  private void tell(Consumer<Machines> what) {
    timeline.after(Duration.ZERO, () -> what.accept(listener));
  }
}
