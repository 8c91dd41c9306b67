package hearth.core.port;

import java.util.List;

/**
 * A scale set as ARM showed it.
 *
 * @param scaleSet its name
 * @param etag stands for this very look of it
 * @param capacity what it was last told to have
 * @param settled whether no change is under way
 * @param instances the machines that exist
 * @param operation how the operation asked about stands
 */
public record ScaleSetView(
    String scaleSet,
    String etag,
    long capacity,
    boolean settled,
    List<Instance> instances,
    Operation operation) {

  /** Whether nothing is there and nothing is to come. */
  public boolean isEmpty() {
    return capacity == 0 && instances.isEmpty() && settled;
  }

  /**
   * A machine that exists.
   *
   * @param vmId Azure's unique id
   * @param address its public IP address, or null while it has none
   */
  public record Instance(String vmId, String address) {}

  /** The state of a long operation. */
  public sealed interface Operation {
    /** None was asked about. */
    record None() implements Operation {}

    /** Still under way. */
    record Running() implements Operation {}

    /** Carried out. */
    record Succeeded() implements Operation {}

    /**
     * Failed.
     *
     * @param remedy whether another placement may have a machine
     * @param code Azure's own, the innermost
     * @param message what Azure says beside it
     */
    record Failed(Remedy remedy, String code, String message) implements Operation {}
  }
}
