package hearth.local.arm;

import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Writes down what it hears of machines. */
final class RecordedMachines implements Machines {
  final List<String> heard = new CopyOnWriteArrayList<>();
  final List<Machine> created = new CopyOnWriteArrayList<>();

  @Override
  public void created(Machine machine) {
    created.add(machine);
    heard.add("created " + machine.name());
  }

  @Override
  public void deleted(Machine machine) {
    heard.add("deleted " + machine.name());
  }

  @Override
  public void evicting(Machine machine, Instant notBefore) {
    heard.add("evicting " + machine.name());
  }
}
