package hearth.azure;

import java.util.function.Supplier;

/**
 * Made at its first use and kept: a client that a cold start does not need is not waited for. A
 * making that failed is tried again at the next use.
 */
public final class Lazy<T> implements Supplier<T> {
  private final Supplier<T> maker;
  private T made;

  /** What it holds is made by that, when it is first asked for. */
  public Lazy(Supplier<T> maker) {
    this.maker = maker;
  }

  @Override
  public synchronized T get() {
    if (made == null) {
      made = maker.get();
    }
    return made;
  }
}
