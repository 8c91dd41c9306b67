package hearth.local.e2e;

import static hearth.local.e2e.Stacks.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import hearth.local.discord.model.Interaction;
import hearth.local.discord.model.Message;
import hearth.local.discord.model.Person;
import hearth.local.stack.LocalStack;
import hearth.local.stack.Town;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every command and button, in every language, from signed bytes to what Discord shows. */
class CommandsIT {
  private static final List<String> LOCALES = List.of("en-GB", "de", "fr", "es-ES", "pt-BR");
  private static final List<String> LOOKING =
      List.of("status", "players", "connect", "history", "help");

  @Test
  void anEveningByCommandsAndButtonsInFiveLanguages(@TempDir Path directory) throws Exception {
    try (LocalStack stack = Stacks.started(directory)) {
      everyLanguageAnswersWhileItIsOff(stack);
      Interaction start = ask(stack, Town.BEN, "de", "start", Map.of("for", "3h"));
      await("it is ready", () -> text(stack, start).contains("ist bereit unter"));
      everyLanguageLooksOn(stack);
      itIsToldInTheThreadAndInThePrivateChannel(stack);
      buttons(stack);
      extendSayAndRestart(stack);
      nonsenseGetsAnExample(stack);
      stop(stack);
      assertEquals(List.of(), stack.discord().refusals(), "nothing was against Discord's rules");
      assertEquals(0, stack.storage().messages("commands-poison"));
    }
  }

  private static void everyLanguageAnswersWhileItIsOff(LocalStack stack) throws Exception {
    for (String locale : LOCALES) {
      Set<String> said = new HashSet<>();
      for (String command : List.of("stop", "restart", "extend", "players", "connect")) {
        said.add(answer(stack, ask(stack, Town.ADA, locale, command, Map.of())));
      }
      assertEquals(1, said.size(), locale + ": it is off, whatever is asked: " + said);
    }
  }

  private static void everyLanguageLooksOn(LocalStack stack) throws Exception {
    Map<String, Set<String>> said = new LinkedHashMap<>();
    for (String locale : LOCALES) {
      for (String command : LOOKING) {
        Interaction asked = ask(stack, Town.BEN, locale, command, Map.of());
        said.computeIfAbsent(command, key -> new HashSet<>()).add(answer(stack, asked));
        assertTrue(reply(stack, asked).orElseThrow().ephemeral(), command + " is for one alone");
      }
    }
    said.forEach((command, texts) -> assertEquals(LOCALES.size(), texts.size(), command));
  }

  private static void itIsToldInTheThreadAndInThePrivateChannel(LocalStack stack) throws Exception {
    stack.guest("factorio").orElseThrow().join("Luu");
    Message session = sessionMessage(stack);
    await(
        "the thread is told who joined",
        () ->
            stack.discord().messages().stream()
                .filter(message -> message.channel().equals(session.id()))
                .anyMatch(message -> message.content().contains("Luu")));
    await("the private channel tells the address", () -> privateMessage(stack).isPresent());
  }

  private static void buttons(LocalStack stack) throws Exception {
    Interaction extended = press(stack, Town.BEN, "fr", "extend");
    assertTrue(answer(stack, extended).contains("ne s'arrêtera pas tout seul"));
    assertTrue(reply(stack, extended).orElseThrow().ephemeral());
    assertTrue(answer(stack, press(stack, Town.BEN, "pt-BR", "status")).contains("pronto em"));
    assertTrue(answer(stack, press(stack, Town.BEN, "es-ES", "stop")).contains("No puedes"));
  }

  private static void extendSayAndRestart(LocalStack stack) throws Exception {
    assertTrue(
        answer(stack, ask(stack, Town.ADA, "de", "extend", Map.of("by", "90m")))
            .contains("hält nicht von selbst an"));
    assertTrue(
        answer(stack, ask(stack, Town.ADA, "en-GB", "say", Map.of("text", "/op me")))
            .contains("`op me`"));
    await(
        "the simulated game has no console, and that is told and stops nothing",
        () ->
            stack.discord().messages().stream()
                .anyMatch(message -> message.content().contains("could not be done")));
    Interaction restart = ask(stack, Town.ADA, "en-GB", "restart", Map.of());
    await("it is ready again", () -> text(stack, restart).contains("is ready at"));
  }

  private static void nonsenseGetsAnExample(LocalStack stack) throws Exception {
    assertTrue(
        answer(stack, ask(stack, Town.ADA, "en-GB", "extend", Map.of("by", "soon")))
            .contains("90m"));
    assertTrue(
        answer(stack, ask(stack, Town.ADA, "en-GB", "say", Map.of("text", "///")))
            .contains("Please say"));
  }

  private static void stop(LocalStack stack) throws Exception {
    String button = button(sessionMessage(stack), "stop").orElseThrow();
    Message session = sessionMessage(stack);
    Interaction first = send(stack, Town.ADA, "en-GB", button, session);
    Interaction second = send(stack, Town.ADA, "en-GB", button, session);
    await("it has stopped", () -> text(stack, first).contains("saved and stopped"));
    assertFalse(answer(stack, second).isBlank());
    await(
        "the session message has no buttons",
        () -> button(sessionMessage(stack), "stop").isEmpty());
    await(
        "the private channel is gone",
        () -> stack.discord().channels().values().stream().noneMatch("factorio-1"::equals));
    Interaction history = ask(stack, Town.BEN, "en-GB", "history", Map.of());
    assertTrue(answer(stack, history).contains("Started by Ben"));
    Interaction cost = ask(stack, Town.BEN, "en-GB", "cost", Map.of());
    assertTrue(answer(stack, cost).contains("• Ben: about $0.0"), answer(stack, cost));
    Interaction forget = ask(stack, Town.BEN, "en-GB", "forget", Map.of());
    assertTrue(answer(stack, forget).contains("out of the history"));
    Interaction after = ask(stack, Town.BEN, "en-GB", "history", Map.of());
    assertTrue(answer(stack, after).contains("Started by somebody"));
    ask(stack, Town.BEN, "en-GB", "start", Map.of());
    await("another session began", () -> !sessionMessage(stack).id().equals(session.id()));
    Interaction stale = send(stack, Town.ADA, "en-GB", button, session);
    assertTrue(answer(stack, stale).contains("session"), "a stale button answers kindly");
  }

  private static Optional<Message> privateMessage(LocalStack stack) {
    Map<String, String> channels = stack.discord().channels();
    return stack.discord().messages().stream()
        .filter(message -> "factorio-1".equals(channels.get(message.channel())))
        .filter(message -> message.content().contains(":34197"))
        .findFirst();
  }

  private static Message sessionMessage(LocalStack stack) {
    return stack.discord().messages().stream()
        .filter(message -> message.channel().equals(Town.CHANNEL))
        .filter(message -> !message.payload().path("embeds").isEmpty())
        .reduce((one, later) -> later)
        .orElseThrow();
  }

  private static Optional<String> button(Message message, String command) {
    for (JsonNode id : message.payload().path("components").findValues("custom_id")) {
      if (id.asText().startsWith(command + ":")) {
        return Optional.of(id.asText());
      }
    }
    return Optional.empty();
  }

  private static Interaction press(LocalStack stack, Person who, String locale, String command) {
    Message session = sessionMessage(stack);
    return send(stack, who, locale, button(session, command).orElseThrow(), session);
  }

  private static Interaction send(
      LocalStack stack, Person who, String locale, String button, Message message) {
    return sent(stack, () -> stack.shapes().component(who, button, message).put("locale", locale));
  }

  private static Interaction ask(
      LocalStack stack, Person who, String locale, String command, Map<String, String> options) {
    Map<String, String> all = new LinkedHashMap<>(options);
    if (!command.equals("help")) {
      all.put("server", "factorio");
    }
    return sent(
        stack, () -> stack.shapes().command(who, "server", command, all).put("locale", locale));
  }

  /** A loaded machine may miss Discord's three seconds; then a person asks again. */
  private static Interaction sent(LocalStack stack, Supplier<ObjectNode> asking) {
    Instant deadline = Instant.now().plus(Stacks.PATIENCE);
    ObjectNode json = asking.get();
    while (!stack.interactions().send(json).delivered()) {
      assertTrue(Instant.now().isBefore(deadline), "never answered: " + json.path("data"));
      json = asking.get();
    }
    return Interaction.of(json, Instant.now());
  }

  private static Optional<Message> reply(LocalStack stack, Interaction asked) {
    return stack.discord().reply(asked);
  }

  private static String text(LocalStack stack, Interaction asked) {
    return reply(stack, asked).map(Message::content).orElse("");
  }

  /** What is answered, once it is no longer 'thinking'. */
  private static String answer(LocalStack stack, Interaction asked) throws InterruptedException {
    await("an answer to " + asked.id(), () -> !text(stack, asked).isBlank());
    return text(stack, asked);
  }
}
