package hearth.setup.kept;

import com.azure.core.credential.AccessToken;
import com.azure.core.credential.TokenCredential;
import com.azure.core.http.jdk.httpclient.JdkHttpClientBuilder;
import com.azure.storage.common.policy.RequestRetryOptions;
import com.azure.storage.common.policy.RetryPolicyType;
import com.azure.storage.queue.QueueClient;
import com.azure.storage.queue.QueueServiceClient;
import com.azure.storage.queue.QueueServiceClientBuilder;
import hearth.app.message.CommandMessage;
import hearth.azure.queue.PoisonQueues;
import hearth.core.Command;
import hearth.core.Snowflake;
import hearth.setup.Problem;
import hearth.setup.SignIn;
import hearth.setup.kept.KeptQueue.View;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import reactor.core.publisher.Mono;

/** All that is kept of what was given up, and the way back for a command. */
final class KeptQueues {
  private static final Duration CONNECT = Duration.ofSeconds(10);
  private static final Duration ANSWER = Duration.ofSeconds(15);

  /** Longer than both, so that it is always one of them that is told. */
  private static final Duration TRY = Duration.ofSeconds(30);

  private final List<KeptQueue> kept;
  private final QueueClient commands;

  /**
   * In the control account, as the one who is signed in.
   *
   * @throws Problem where nobody is
   */
  KeptQueues(URI service, TokenCredential credential, HttpClient.Builder http) {
    AccessToken token = SignIn.token(credential, SignIn.STORAGE);
    QueueServiceClient queues =
        new QueueServiceClientBuilder()
            .endpoint(service.toString())
            .httpClient(
                new JdkHttpClientBuilder(http)
                    .connectionTimeout(CONNECT)
                    .responseTimeout(ANSWER)
                    .build())
            .credential(context -> Mono.just(token))
            .retryOptions(new RequestRetryOptions(RetryPolicyType.FIXED, 1, TRY, null, null, null))
            .buildClient();
    kept = PoisonQueues.QUEUES.stream().map(queue -> new KeptQueue(queues, queue)).toList();
    commands = queues.getQueueClient("commands");
  }

  /** The kept messages, queue by queue. */
  List<View> look() {
    return kept.stream().map(KeptQueue::look).toList();
  }

  /**
   * The message of an id.
   *
   * @throws Problem where a look shows none
   */
  KeptMessage find(String id) {
    return look().stream()
        .flatMap(view -> view.messages().stream())
        .filter(message -> message.id().equals(id))
        .findFirst()
        .orElseThrow(
            () ->
                new Problem(
                    "Nothing that './hearth kept' lists has that id: was it asked again or dropped"
                        + " already?"));
  }

  /** Puts a command on its queue as a new one, and only then no longer keeps the old one. */
  void again(KeptMessage message, Command command) {
    take(message, () -> send(command));
  }

  /** Keeps a message no longer. */
  void drop(KeptMessage message) {
    take(message, () -> {});
  }

  /** Keeps nothing any more of what was seen; what was given up since then nobody has seen. */
  int dropAll(List<View> seen) {
    int dropped = 0;
    for (int i = 0; i < kept.size(); i++) {
      Instant at = seen.get(i).at();
      dropped += kept.get(i).take(message -> !message.since().isAfter(at), () -> {});
    }
    return dropped;
  }

  /** Others may do the same at the same time: only one of them is given the message. */
  private void take(KeptMessage message, Runnable deed) {
    KeptQueue queue = kept.get(PoisonQueues.QUEUES.indexOf(message.queue()));
    if (queue.take(each -> each.id().equals(message.id()), deed) == 0) {
      throw new Problem(
          "Somebody else deals with it just now, so nothing was done. Look again in a minute.");
    }
  }

  private void send(Command command) {
    Instant now = kept.getFirst().now();
    String id = Snowflake.at(now, ThreadLocalRandom.current().nextInt());
    byte[] text = CommandMessage.encode(command.again(id, now));
    try {
      commands.sendMessage(Base64.getEncoder().encodeToString(text));
    } catch (UncheckedIOException e) {
      throw new Problem(
          "Whether it was asked is not known, for the queue did not answer. It is still kept: look"
              + " in the channel before you ask once more.",
          e);
    }
  }
}
