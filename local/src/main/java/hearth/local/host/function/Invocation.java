package hearth.local.host.function;

import com.microsoft.azure.functions.ExecutionContext;
import java.util.ArrayList;
import java.util.List;
import java.util.logging.Logger;

/** One run of a function: what it is given, what it knows of itself, what it leaves behind. */
public final class Invocation implements ExecutionContext {
  private final String function;
  private final String id;
  private final Logger logger;
  private final Object trigger;
  private final Metadata metadata;
  private final List<Output> outputs = new ArrayList<>();
  private volatile boolean over;

  public Invocation(String function, String id, Logger logger, Object trigger, Metadata metadata) {
    this.function = function;
    this.id = id;
    this.logger = logger;
    this.trigger = trigger;
    this.metadata = metadata;
    logger.setFilter(line -> !over);
  }

  /** It has ended: the real host drops what its logger is still given (read in its source). */
  void end() {
    over = true;
  }

  public Object trigger() {
    return trigger;
  }

  public Metadata metadata() {
    return metadata;
  }

  Output newOutput(Binding binding) {
    Output output = new Output(binding);
    outputs.add(output);
    return output;
  }

  public List<Output> outputs() {
    return List.copyOf(outputs);
  }

  @Override
  public Logger getLogger() {
    return logger;
  }

  @Override
  public String getInvocationId() {
    return id;
  }

  @Override
  public String getFunctionName() {
    return function;
  }
}
