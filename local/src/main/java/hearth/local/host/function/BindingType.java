package hearth.local.host.function;

import java.util.Arrays;
import java.util.Optional;

/** The kinds of bindings that this host knows. */
public enum BindingType {
  HTTP_TRIGGER("httpTrigger", "in"),
  QUEUE_TRIGGER("queueTrigger", "in"),
  TIMER_TRIGGER("timerTrigger", "in"),
  HTTP_OUTPUT("http", "out"),
  QUEUE_OUTPUT("queue", "out");

  private final String word;
  private final String direction;

  BindingType(String word, String direction) {
    this.word = word;
    this.direction = direction;
  }

  public static Optional<BindingType> of(String word, String direction) {
    return Arrays.stream(values())
        .filter(type -> type.word.equals(word) && type.direction.equals(direction))
        .findFirst();
  }

  boolean isTrigger() {
    return direction.equals("in");
  }
}
