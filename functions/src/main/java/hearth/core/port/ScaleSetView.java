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

  /** Whether a machine is there of which Azure does not tell which it is. */
  public boolean hasUnknown() {
    return instances.stream().anyMatch(instance -> instance.vmId() == null);
  }

  /** Whether nothing is there and nothing is to come. */
  public boolean isEmpty() {
    return capacity == 0 && instances.isEmpty() && settled;
  }

  /**
   * A machine that exists.
   *
   * @param id its number within the set
   * @param vmId Azure's unique id, or null where Azure does not tell it
   * @param address its public IP address, or null while it has none
   * @param going whether Azure is taking it away
   */
  public record Instance(String id, String vmId, String address, boolean going) {
    /** One that stays, numbered by its id. */
    public Instance(String vmId, String address) {
      this(vmId, vmId, address, false);
    }
  }

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
