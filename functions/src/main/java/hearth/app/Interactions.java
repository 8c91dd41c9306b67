package hearth.app;

import hearth.app.settings.BadSettings;
import hearth.app.settings.Settings;
import hearth.core.Command;
import hearth.discord.interaction.Answer;
import hearth.discord.interaction.InteractionHandler;
import hearth.discord.interaction.Rejections;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.logging.Logger;

/** The door as the settings make it, or closed where they cannot. */
final class Interactions {
  private final Rejections rejections = new Rejections();
  private final InteractionHandler door;
  private final AwaitedMessages awaited;
  private String problem;

  /**
   * @param awaited is told what is sent, unless the settings switch that off; or null
   */
  Interactions(Map<String, String> environment, AwaitedMessages awaited) {
    InteractionHandler made = null;
    boolean looks = false;
    try {
      Settings.ForDoor settings = Settings.door(environment);
      made = door(settings);
      looks = settings.looks();
    } catch (BadSettings e) {
      problem = e.getMessage();
    }
    door = made;
    this.awaited = looks ? awaited : null;
  }

  /** Its message is about to be written: somebody waits for what follows from it. */
  void sent(Command command) {
    if (awaited != null) {
      awaited.expect(command.interaction());
    }
  }

  /**
   * The answer to one request; header names are in lower case, as the Functions host makes them.
   */
  Answer answer(Map<String, String> headers, String body, Logger log) {
    if (door == null) {
      tellProblem(log);
      return new Answer(500, "not set up", null);
    }
    Instant now = Instant.now();
    Answer answer =
        door.answer(
            headers.get("x-signature-ed25519"), headers.get("x-signature-timestamp"), body, now);
    if (answer.isRejected()) {
      String line = rejections.count(answer.status(), now);
      if (line != null) {
        log.warning(line);
      }
    }
    return answer;
  }

  private static InteractionHandler door(Settings.ForDoor settings) {
    try {
      return new InteractionHandler(
          settings.application(), settings.publicKey(), settings.fleet(), settings.command());
    } catch (IllegalArgumentException e) {
      throw new BadSettings(List.of("DISCORD_PUBLIC_KEY is " + e.getMessage()));
    }
  }

  private synchronized void tellProblem(Logger log) {
    if (problem != null) {
      log.severe(problem);
      problem = null;
    }
  }
}
