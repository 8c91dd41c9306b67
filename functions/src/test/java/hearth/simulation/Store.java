package hearth.simulation;

import hearth.core.Command;
import hearth.core.Snowflake;
import hearth.core.history.HistoryRow;
import hearth.core.port.StateStore;
import hearth.core.state.State;
import hearth.core.state.Step;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/** One state with an ETag; it can be slow, away, and win or lose races. */
final class Store implements StateStore {
  private final World world;
  private final Set<String> carriedOut = new HashSet<>();
  private State state = State.NEW;
  private long version;
  private final Sabotage sabotage;

  Store(World world, Sabotage sabotage) {
    this.world = world;
    this.sabotage = sabotage;
  }

  State state() {
    return state;
  }

  @Override
  public Versioned load(String server) {
    world.mayCrash();
    away();
    return sabotage.found(new Versioned(state, version == 0 ? null : Long.toString(version), null));
  }

  @Override
  public Optional<Versioned> save(String server, Versioned from, Step next) {
    world.meanwhile();
    world.mayCrash();
    away();
    String now = version == 0 ? null : Long.toString(version);
    boolean same = now == null ? from.etag() == null : now.equals(from.etag());
    if (!same && sabotage != Sabotage.LAST_WRITER_WINS) {
      return Optional.empty();
    }
    inTime(next);
    state = next.state();
    version++;
    world.mayCrash();
    if (world.fault(0.005)) {
      // Saved, but the answer is lost: whoever tries again meets 412.
      throw new IllegalStateException("the storage's answer was lost");
    }
    return Optional.of(new Versioned(state, Long.toString(version), null));
  }

  /** What is carried out is a row of history, and none was asked for too long ago. */
  private void inTime(Step next) {
    for (HistoryRow row : next.rows()) {
      if (row instanceof HistoryRow.OfCommand command
          && Snowflake.time(command.interaction())
              .plus(Command.TOKEN_LIFE)
              .isBefore(command.at())) {
        throw new Broken("carried out too late: " + command);
      }
      if (row instanceof HistoryRow.OfCommand command && !carriedOut.add(command.interaction())) {
        throw new Broken("carried out twice: " + command);
      }
    }
  }

  private void away() {
    if (world.fault(0.01)) {
      throw new IllegalStateException("the storage is away");
    }
  }
}
