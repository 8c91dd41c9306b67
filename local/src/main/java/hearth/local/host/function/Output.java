package hearth.local.host.function;

import com.microsoft.azure.functions.OutputBinding;

/** An output of one invocation: what a function wants written to a queue. */
public final class Output implements OutputBinding<Object> {
  private final Binding binding;
  private Object value;

  public Output(Binding binding) {
    this.binding = binding;
  }

  public Binding binding() {
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
