package hearth.core.state;

import hearth.core.Fetched;
import hearth.core.Lists;
import hearth.core.WithBuilder;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The placements of a session's machines.
 *
 * @param placement the index of the placement in use
 * @param tried indices of placements that had no room during this start
 * @param step what the booting machine is at, or null
 * @param fetched how much of that is here, where it fetches something; else null
 * @param retrying why that step failed, if it is being tried again; else null
 * @param relight whether another machine is started once the present one is gone
 * @param evictions when machines were lost, within the last hour
 * @param lit the scale sets and sizes it was started on, in order
 */
@WithBuilder
public record Placing(
    int placement,
    List<Integer> tried,
    @Nullable String step,
    @Nullable Fetched fetched,
    @Nullable String retrying,
    boolean relight,
    List<Instant> evictions,
    List<String> lit) {
  /** Nowhere yet. */
  public static final Placing NONE =
      new Placing(0, List.of(), null, null, null, false, List.of(), List.of());

  /** A list that is missing in a stored state is empty. */
  public Placing {
    tried = Lists.orEmpty(tried);
    evictions = Lists.orEmpty(evictions);
    lit = Lists.orEmpty(lit);
  }
}
