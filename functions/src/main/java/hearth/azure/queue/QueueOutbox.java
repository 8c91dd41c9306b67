package hearth.azure.queue;

import com.azure.core.util.Context;
import com.azure.storage.queue.QueueClient;
import com.azure.storage.queue.QueueServiceClient;
import com.azure.storage.queue.models.QueueStorageException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import hearth.core.fleet.GamePolicy;
import hearth.core.fleet.Server;
import hearth.core.port.Outbox;
import hearth.core.port.Result;
import hearth.core.wanted.InboxMessage;
import hearth.core.wanted.Tick;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Storage queues: {@code commands} for ticks, {@code agent-<server>} for what machines are told.
 */
public final class QueueOutbox implements Outbox {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Duration CALL = Duration.ofSeconds(12);

  private final Supplier<QueueServiceClient> queues;
  private final String masterSecret;

  /** With the queues of the control account. */
  public QueueOutbox(Supplier<QueueServiceClient> queues, String masterSecret) {
    this.queues = queues;
    this.masterSecret = masterSecret;
  }

  @Override
  public Result.Sent tick(Server server, Tick tick, Instant now) {
    ObjectNode message =
        JSON.createObjectNode()
            .put("v", 1)
            .put("type", "tick")
            .put("server", server.name())
            .put("n", tick.n());
    Duration hidden = Outbox.hidden(tick, now);
    return switch (call("commands", queue -> send(queue, message, hidden))) {
      case Result.Sent sent -> sent;
      // The queue's absence is told by what waits in it for nobody: a tick is only tried again.
      case Result.Refused refused -> new Result.Later(Duration.ZERO, false);
    };
  }

  @Override
  public Result.Delivered inbox(Server server, InboxMessage message) {
    ObjectNode json =
        JSON.createObjectNode()
            .put("v", 1)
            .put("generation", message.generation())
            .put("message", message.id());
    boolean hello = message.type() == InboxMessage.Type.HELLO;
    json.put("type", type(message.type())).put("expires", message.expires().toString());
    switch (message.type()) {
      case HELLO -> introduce(json, server, message);
      case SAVE_AND_STOP -> json.put("ifEmpty", message.ifEmpty());
      case SAY -> json.put("text", message.text());
      case RESTART, BACKUP -> {}
    }
    return call(
        "agent-" + server.name(),
        queue -> {
          if (hello) {
            queue.clearMessages();
          }
          send(queue, json, Duration.ZERO);
        });
  }

  private static String type(InboxMessage.Type type) {
    return switch (type) {
      case HELLO -> "hello";
      case SAVE_AND_STOP -> "save-and-stop";
      case RESTART -> "restart";
      case BACKUP -> "backup";
      case SAY -> "say";
    };
  }

  /** The key is made here: it is stored nowhere but in the message that its machine deletes. */
  private void introduce(ObjectNode json, Server server, InboxMessage message) {
    byte[] key = MachineKey.of(masterSecret, server.name(), message.generation());
    json.put("key", HexFormat.of().formatHex(key));
    ObjectNode config =
        json.putObject("config")
            .put("server", server.name())
            .put("game", server.game())
            .put("stopSeconds", server.limits().phases().save().toSeconds());
    GamePolicy policy = server.policy();
    if (policy.update() != null) {
      config.put("update", word(policy.update()));
    }
    if (policy.newWorld() != null) {
      config.put("newWorld", word(policy.newWorld()));
    }
    if (message.newest()) {
      config.put("take", true);
    }
  }

  private static String word(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT);
  }

  private Result.Delivered call(String name, Consumer<QueueClient> what) {
    try {
      what.accept(queues.get().getQueueClient(name));
      return new Result.Done(null);
    } catch (QueueStorageException e) {
      return e.getStatusCode() == 404
          ? new Result.Refused(
              "QueueNotFound",
              "the queue " + name + " is missing; the deployment's templates make it")
          : new Result.Later(Duration.ZERO, true);
    } catch (RuntimeException e) {
      return new Result.Later(Duration.ZERO, true);
    }
  }

  private static void send(QueueClient queue, ObjectNode message, Duration delay) {
    byte[] text = message.toString().getBytes(StandardCharsets.UTF_8);
    queue.sendMessageWithResponse(
        Base64.getEncoder().encodeToString(text), delay, null, CALL, Context.NONE);
  }
}
