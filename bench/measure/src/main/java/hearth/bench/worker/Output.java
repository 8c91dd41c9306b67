package hearth.bench.worker;

import com.microsoft.azure.functions.OutputBinding;

/** What a function put on a queue. */
final class Output implements OutputBinding<Object> {
  private Object value;

  @Override
  public Object getValue() {
    return value;
  }

  @Override
  public void setValue(Object value) {
    this.value = value;
  }
}
