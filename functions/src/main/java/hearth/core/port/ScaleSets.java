package hearth.core.port;

import hearth.core.wanted.Scale;
import org.jspecify.annotations.Nullable;

/** Azure's virtual machine scale sets, as far as Hearth needs them. */
public interface ScaleSets {

  /**
   * Looks at a set, its machines and an operation on it.
   *
   * @param operation the operation's URL, or null
   * @return {@link Result.Looked}, {@link Result.Later} or {@link Result.Refused}
   */
  Result.Seen look(String scaleSet, @Nullable String operation);

  /**
   * Begins to set size and capacity, if the set's ETag is still the given one.
   *
   * @return {@link Result.Done} with the operation's URL or null, {@link Result.Stale}, {@link
   *     Result.NoMachine}, {@link Result.Later} or {@link Result.Refused}
   */
  Result.Scaled begin(Scale scale, String etag);

  /**
   * Begins to remove one machine, which lowers the set's capacity by one. One that is not there is
   * as good as removed.
   *
   * @param instance its number within the set
   * @return {@link Result.Done}, {@link Result.Later} or {@link Result.Refused}
   */
  Result.Delivered remove(String scaleSet, String instance);
}
