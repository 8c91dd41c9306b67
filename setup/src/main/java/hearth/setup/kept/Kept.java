package hearth.setup.kept;

import com.azure.core.exception.AzureException;
import com.azure.storage.queue.QueueServiceClient;
import com.azure.storage.queue.models.QueueStorageException;
import hearth.app.CommandMessage;
import hearth.app.Settings;
import hearth.azure.PoisonQueues;
import hearth.core.Command;
import hearth.core.Snowflake;
import hearth.setup.Arguments;
import hearth.setup.Problem;
import hearth.setup.StorageRefusal;
import hearth.setup.Terminal;
import hearth.setup.kept.KeptQueue.View;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Consumer;
import java.util.function.Predicate;

/** {@code ./hearth kept}: the messages that were given up, listed, asked again or dropped. */
public final class Kept {
  private final Settings.ForDoor door;
  private final Terminal terminal;
  private final QueueServiceClient queues;
  private final List<KeptQueue> kept;

  /** With the queues of the control account. */
  public Kept(Settings.ForDoor door, Terminal terminal, QueueServiceClient queues) {
    this.door = door;
    this.terminal = terminal;
    this.queues = queues;
    this.kept = PoisonQueues.QUEUES.stream().map(queue -> new KeptQueue(queues, queue)).toList();
  }

  /**
   * The exit code: 0 when it was done, 1 when the person said no.
   *
   * @throws Problem where there is nothing of that id, or the storage refuses
   */
  public int run(Arguments arguments) {
    List<String> words = arguments.words();
    String what = words.isEmpty() ? "list" : words.getFirst();
    String id = words.size() == 2 ? words.get(1) : null;
    boolean sure = arguments.has("--yes");
    boolean all = arguments.has("--all");
    if (words.isEmpty() && !all) {
      return list();
    }
    if (what.equals("again") && id != null && !all) {
      return again(id, sure);
    }
    if (what.equals("drop") && all ? words.size() == 1 : id != null) {
      return all ? dropAll(sure) : drop(id, sure);
    }
    throw new Problem("It is 'kept', 'kept again ID', 'kept drop ID' or 'kept drop --all'.");
  }

  private int list() {
    return 0;
  }
}
