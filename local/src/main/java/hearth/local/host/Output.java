package hearth.local.host;

import com.microsoft.azure.functions.OutputBinding;

/** An output of one invocation: what a function wants written to a queue. */
final class Output implements OutputBinding<Object> {
  private final Binding binding;
  private Object value;

  Output(Binding binding) {
    this.binding = binding;
  }

  Binding binding() {
    return binding;
  }

  @Override
  public Object getValue() {
    return value;
  }

  @Override
  public void setValue(Object value) {
    this.value = value;
  }
}
