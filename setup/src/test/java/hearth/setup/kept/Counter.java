package hearth.setup.kept;

import static org.junit.jupiter.api.Assertions.assertNull;

import com.azure.core.util.Context;
import com.azure.storage.queue.QueueClient;
import com.azure.storage.queue.models.PeekedMessageItem;
import hearth.app.settings.Settings;
import hearth.azure.queue.PoisonQueues;
import hearth.local.azurite.Azurite;
import hearth.local.identity.IdentityStandIn;
import hearth.local.stack.Storage;
import hearth.local.tls.LocalCertificate;
import hearth.setup.Friends;
import hearth.setup.KeptCommand;
import hearth.setup.Notebook;
import hearth.setup.Problem;
import hearth.setup.SignIn;
import java.net.http.HttpClient;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import picocli.CommandLine;

/** The control account's queues, and somebody in front of them who is signed in. */
final class Counter implements AutoCloseable {
  private static final String SECRET = "identity-secret";

  final Map<String, String> settings = new HashMap<>();
  private final IdentityStandIn identity =
      new IdentityStandIn(IdentityStandIn.Options.standard(SECRET));
  private final LocalCertificate certificate;
  private final Storage storage;

  Counter(Azurite azurite, LocalCertificate certificate) {
    this.certificate = certificate;
    identity.start();
    settings.put("DISCORD_APPLICATION_ID", Friends.APPLICATION);
    settings.put("DISCORD_PUBLIC_KEY", "a".repeat(64));
    settings.put("DISCORD_BOT_TOKEN", Friends.BOT_TOKEN);
    settings.put("HEARTH_SERVERS", Friends.fleet());
    settings.put("HEARTH_MASTER_SECRET", "m".repeat(40));
    settings.put("AZURE_SUBSCRIPTION_ID", "00000000-0000-0000-0000-0000000000aa");
    settings.put("HEARTH_RESOURCE_GROUP", "hearth-local");
    settings.put("HearthControl__queueServiceUri", azurite.queueUri().toString());
    settings.put("HearthControl__tableServiceUri", azurite.tableUri().toString());
    settings.put("IDENTITY_ENDPOINT", identity.uri().toString());
    settings.put("IDENTITY_HEADER", SECRET);
    Storage.Identity who = new Storage.Identity(identity.uri(), SECRET);
    storage = new Storage(azurite.queueUri(), azurite.tableUri(), who, certificate.clientContext());
    storage.provision(Friends.SERVERS);
  }

  /** Puts a message where the sweep would, and tells its id. */
  String keep(String queue, String message) {
    return queue(PoisonQueues.kept(queue)).sendMessage(Messages.base64(message)).getMessageId();
  }

  /**
   * The exit code of {@code ./hearth kept}.
   *
   * @throws Problem as the program is told of it
   */
  int kept(Notebook notes, String... words) {
    HttpClient.Builder http = HttpClient.newBuilder().sslContext(certificate.clientContext());
    AtomicReference<Exception> thrown = new AtomicReference<>();
    int code =
        new CommandLine(
                new KeptCommand(
                    () -> new Kept(Settings.all(settings), notes, SignIn.of(settings), http)))
            .setExecutionExceptionHandler(
                (e, line, parsed) -> {
                  thrown.set(e);
                  return 1;
                })
            .execute(words);
    if (thrown.get() instanceof Problem problem) {
      throw problem;
    }
    assertNull(thrown.get());
    return code;
  }

  /** The messages that anybody could take now, up to 32. */
  List<PeekedMessageItem> seen(String queue) {
    return queue(queue).peekMessages(32, null, Context.NONE).stream().toList();
  }

  QueueClient queue(String name) {
    return storage.queue(name);
  }

  /** Forgets what another test left. */
  void empty() {
    queue("commands").clearMessages();
    PoisonQueues.QUEUES.forEach(queue -> queue(PoisonQueues.kept(queue)).clearMessages());
  }

  @Override
  public void close() {
    identity.close();
  }
}
