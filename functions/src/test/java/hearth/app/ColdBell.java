package hearth.app;

import java.util.Map;

/** Rings served by a JVM that does nothing else: {@link ClassesLoadedTest} starts it. */
final class ColdBell {
  private ColdBell() {}

  /** Takes bodies; prints the statuses of their answers. */
  public static void main(String[] args) {
    StringBuilder statuses = new StringBuilder();
    for (String body : args) {
      int status =
          new BellFunction()
              .bell(new FakeRequest(body, Map.of()), new FakeContext())
              .getStatusCode();
      statuses.append(status).append(' ');
    }
    System.out.println(statuses);
  }
}
