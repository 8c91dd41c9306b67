package hearth.local.console;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import hearth.local.discord.model.Message;
import hearth.local.http.Json;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ChannelPrinterTest {
  private static final Instant LONG_AGO = Instant.ofEpochSecond(1_000_000_000);

  private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
  private final ChannelPrinter printer =
      new ChannelPrinter(new PrintStream(printed, true, StandardCharsets.UTF_8), Optional.of("2"));

  @Test
  void aTimeIsPrintedAsPeopleReadIt() {
    printer.messageCreated(message("Lit <t:1000000000:R>"));
    String text = printed.toString(StandardCharsets.UTF_8);
    assertTrue(text.contains("#games Hearth: Lit ") && text.contains(" years ago"), text);
    assertFalse(text.contains("<t:"), text);
  }

  @Test
  void anEditIsPrintedSoToo() {
    printer.messageEdited(message("until <t:1000000000:D>"));
    String text = printed.toString(StandardCharsets.UTF_8);
    assertTrue(text.contains("(edited): until ") && text.contains("September 2001"), text);
  }

  private static Message message(String content) {
    return new Message(
        "10",
        "1",
        "",
        0,
        false,
        List.of(new Message.Version(LONG_AGO, Json.object().put("content", content))));
  }
}
