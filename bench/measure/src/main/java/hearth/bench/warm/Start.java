package hearth.bench.warm;

import hearth.app.settings.Settings;
import hearth.core.Command;
import hearth.core.event.Event;
import hearth.discord.interaction.Answer;
import hearth.discord.interaction.InteractionHandler;
import hearth.local.discord.InteractionSigner;
import java.time.Instant;
import java.util.List;

/** Somebody asks for the server. */
public final class Start {
  private Start() {}

  /** The command as the door hands it on. */
  public static Event asked() {
    InteractionSigner signer = InteractionSigner.random();
    Settings.ForDoor settings = Settings.door(Evening.settings(signer));
    SignedRequest request = SignedRequest.command(signer);
    InteractionHandler door =
        new InteractionHandler(
            settings.application(), settings.publicKey(), settings.fleet(), settings.command());
    Answer answer =
        door.answer(request.signature(), request.timestamp(), request.body(), Instant.now());
    Command command = answer.command();
    if (command == null) {
      throw new IllegalStateException("the door answered " + answer.status());
    }
    return new Event.Asked(command, List.of(), List.of());
  }
}
