package hearth.core.state;

import hearth.core.event.MachineEvent;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The machine that holds the world.
 *
 * @param scaleSet where it is
 * @param litAt since when it is paid for, at the earliest
 * @param vmId Azure's unique id of the instance, by which its existence is judged: of the one that
 *     took the hello, once it said so, before of the first that ARM showed; null until then
 * @param address the public IP address, or null until ARM showed it
 * @param epoch the watermark: the epoch of the newest event
 * @param seq the watermark: the newest event's number
 * @param heardAt when its agent was heard last, by the queue's clock, or null
 * @param joinCode the game's join code, or null
 */
public record Machine(
    String scaleSet,
    Instant litAt,
    @Nullable String vmId,
    @Nullable String address,
    long epoch,
    long seq,
    @Nullable Instant heardAt,
    @Nullable String joinCode) {

  public static Machine expected(String scaleSet, Instant litAt) {
    return new Machine(scaleSet, litAt, null, null, -1, 0, null, null);
  }

  public Machine seen(String vmId, String address) {
    return new Machine(
        scaleSet,
        litAt,
        vmId,
        address == null ? this.address : address,
        epoch,
        seq,
        heardAt,
        joinCode);
  }

  /** Whether that report is of another machine in the set: a first one says which is the right. */
  public boolean isStranger(MachineEvent event) {
    return heardAt != null && event.source().isBeside(vmId);
  }

  /** With what a report says of it; where ARM had shown another, its address was that one's. */
  public Machine heard(MachineEvent event, Instant now) {
    boolean another = event.source().isBeside(vmId);
    return new Machine(
        scaleSet,
        litAt,
        event.source().vmId() == null ? vmId : event.source().vmId(),
        another ? null : address,
        event.source().epoch(),
        event.source().seq(),
        now,
        event.game().joinCode());
  }
}
