package hearth.core.fleet;

import java.util.List;

/**
 * The machines that a server may run on.
 *
 * @param placements where its machine may be started, in order of preference; never empty
 * @param regularPrice whether placements that are not Spot may be used
 * @param adoptForeign whether a machine scaled up outside Hearth is taken over; otherwise it is
 *     given back
 */
public record MachinePolicy(
    List<Placement> placements, boolean regularPrice, boolean adoptForeign) {}
