package hearth.setup.kept;

import com.azure.core.credential.TokenCredential;
import com.azure.storage.queue.models.QueueStorageException;
import hearth.app.settings.Settings;
import hearth.core.Command;
import hearth.setup.Problem;
import hearth.setup.StorageRefusal;
import hearth.setup.Terminal;
import hearth.setup.kept.KeptQueue.View;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.util.List;
import java.util.function.IntSupplier;

/** {@code ./hearth kept}: the messages that were given up, listed, asked again or dropped. */
public final class Kept {
  private final Settings.ForDoor door;
  private final Terminal terminal;
  private final URI service;
  private final KeptQueues queues;

  /**
   * For one deployment.
   *
   * @param credential who looks
   * @param http how Azure is reached
   */
  public Kept(
      Settings.ForReactions settings,
      Terminal terminal,
      TokenCredential credential,
      HttpClient.Builder http) {
    this.door = settings.door();
    this.terminal = terminal;
    this.service = settings.control().queues();
    this.queues = new KeptQueues(service, credential, http);
  }

  /** Lists them; the exit code is 0. */
  public int list() {
    return told(
        () -> {
          show(queues.look());
          return 0;
        });
  }

  /**
   * Asks for a command once more. The exit code: 0 when it was done, 1 when the person said no.
   *
   * @param sure whether nobody has to be asked
   * @throws Problem where there is nothing of that id, or the storage refuses
   */
  public int again(String id, boolean sure) {
    return told(() -> askAgain(id, sure));
  }

  /**
   * Throws a message away. The exit code: 0 when it was done, 1 when the person said no.
   *
   * @param sure whether nobody has to be asked
   * @throws Problem where there is nothing of that id, or the storage refuses
   */
  public int drop(String id, boolean sure) {
    return told(() -> dropOne(id, sure));
  }

  /**
   * Throws all of them away. The exit code: 0 when it was done, 1 when the person said no.
   *
   * @param sure whether nobody has to be asked
   * @throws Problem where the storage refuses
   */
  public int dropAll(boolean sure) {
    return told(() -> dropEvery(sure));
  }

  private int told(IntSupplier work) {
    try {
      return work.getAsInt();
    } catch (QueueStorageException e) {
      String code = e.getErrorCode() == null ? "" : e.getErrorCode().toString();
      throw new Problem(
          ("The queues: Azure answered " + e.getStatusCode() + " " + code).strip()
              + ". "
              + StorageRefusal.remedy(e.getStatusCode(), code, "Queue"),
          e);
    } catch (UncheckedIOException e) {
      throw new Problem(service.getHost() + " cannot be reached: look at the network.", e);
    }
  }

  private int askAgain(String id, boolean sure) {
    KeptMessage message = queues.find(id);
    Command command = Requeue.command(message, door);
    terminal.print(message.line());
    terminal.print(
        "This makes a new command; what comes of it is told in the channel "
            + door.fleet().server(command.server()).channel()
            + ".");
    if (!sure && !terminal.agrees("Ask '" + KeptMessage.wish(command) + "' again, now?")) {
      terminal.print("Nothing was asked.");
      return 1;
    }
    queues.again(message, command);
    terminal.print("Asked again, and no longer kept.");
    return 0;
  }

  private int dropOne(String id, boolean sure) {
    KeptMessage message = queues.find(id);
    terminal.print(message.line());
    if (!sure && !terminal.agrees("Drop it for good?")) {
      terminal.print("Nothing was dropped.");
      return 1;
    }
    queues.drop(message);
    terminal.print("Dropped.");
    return 0;
  }

  private int dropEvery(boolean sure) {
    List<View> views = queues.look();
    long count = show(views);
    if (count > 0 && !sure && !terminal.agrees("Drop all " + count + " for good?")) {
      terminal.print("Nothing was dropped.");
      return 1;
    }
    if (count > 0) {
      terminal.print("Dropped " + queues.dropAll(views) + ".");
    }
    return 0;
  }

  /** The number of messages. */
  private long show(List<View> views) {
    views.forEach(view -> view.lines().forEach(terminal::print));
    long count = views.stream().mapToLong(View::count).sum();
    if (count == 0) {
      terminal.print("Nothing is kept.");
    }
    return count;
  }
}
