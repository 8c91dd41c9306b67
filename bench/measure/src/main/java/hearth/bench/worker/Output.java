package hearth.bench.worker;

import com.microsoft.azure.functions.OutputBinding;

/** A message that a function put on a queue. */
final class Output<T> implements OutputBinding<T> {
  private T value;

  @Override
  public T getValue() {
    return value;
  }

  @Override
  public void setValue(T value) {
    this.value = value;
  }
}
