package hearth.core.wanted;

import hearth.core.Lists;
import hearth.core.WithBuilder;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The wanted state of Azure, each target with how far it got.
 *
 * @param scale the scale set's capacity, or null before the first start
 * @param orphans other scale sets of the server that hold what no session wants, to be emptied
 * @param lookAt when the present scale set is to be looked at, or null
 * @param pendingChecks scale sets that the sweep wants looked at
 * @param inbox messages the agent is to get, oldest first
 * @param hostname where the stable name is to point, or null
 * @param doubts what looks showed and is not believed yet
 * @param surplus machines beside the session's own in its set, to be removed
 */
@WithBuilder
public record AzureWanted(
    @Nullable Scale scale,
    List<Scale> orphans,
    @Nullable Instant lookAt,
    List<String> pendingChecks,
    List<InboxMessage> inbox,
    @Nullable Hostname hostname,
    List<Doubt> doubts,
    List<Surplus> surplus) {
  /** Nothing. */
  public static final AzureWanted NOTHING =
      new AzureWanted(null, List.of(), null, List.of(), List.of(), null, List.of(), List.of());

  /** A list that is missing in a stored state is empty. */
  public AzureWanted {
    orphans = Lists.orEmpty(orphans);
    pendingChecks = Lists.orEmpty(pendingChecks);
    inbox = Lists.orEmpty(inbox);
    doubts = Lists.orEmpty(doubts);
    surplus = Lists.orEmpty(surplus);
  }
}
