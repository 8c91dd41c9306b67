package hearth.bench.cold;

import hearth.bench.Spread;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/** Measures apps in turn with one payload, and shows how they stand to the floor. */
final class Table {
  private final Payload payload;
  private final Launch launch;
  private final Subject floor;
  private final Map<Subject, List<Launch.Times>> times = new LinkedHashMap<>();
  private final Map<Subject, ClassCount> counts = new LinkedHashMap<>();

  /** The floor is one of the apps; whatever it is called with, it does nothing. */
  Table(Payload payload, Launch launch, Subject floor) {
    this.payload = payload;
    this.launch = launch;
    this.floor = floor;
  }

  /** Another app first in every round, so that none has the better place. */
  void measure(List<Subject> subjects, int rounds) {
    for (Subject subject : subjects) {
      times.put(subject, new ArrayList<>());
      counts.put(subject, launch.count(subject, payload(subject)));
    }
    for (int round = 0; round < rounds; round++) {
      for (int i = 0; i < subjects.size(); i++) {
        Subject subject = subjects.get((round + i) % subjects.size());
        times.get(subject).add(launch.measure(subject, payload(subject)));
      }
    }
  }

  void print() {
    System.out.printf(
        "%n%-28s %-22s %-22s %-22s %-8s %s%n",
        payload.name() + ", ms", "load", "first call", "total", "x floor", "classes");
    times.forEach(this::print);
  }

  private void print(Subject subject, List<Launch.Times> measured) {
    ClassCount count = counts.get(subject);
    System.out.printf(
        "%-28s %-22s %-22s %-22s %-8.2f %d ours, %d of libraries, %d of the JDK%n",
        subject.name(),
        spread(measured, Launch.Times::loadMillis),
        spread(measured, Launch.Times::callMillis),
        spread(measured, Launch.Times::totalMillis),
        median(measured) / median(times.get(floor)),
        count.ours().size(),
        count.libraries().size(),
        count.jdk().size());
  }

  private Payload payload(Subject subject) {
    return subject.equals(floor) ? new Payload(payload.name(), payload.body(), "200") : payload;
  }

  private static double median(List<Launch.Times> measured) {
    return spread(measured, Launch.Times::totalMillis).median();
  }

  private static Spread spread(List<Launch.Times> measured, ToDoubleFunction<Launch.Times> millis) {
    return new Spread(measured.stream().mapToDouble(millis).toArray());
  }
}
