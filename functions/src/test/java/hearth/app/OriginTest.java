package hearth.app;

import static org.junit.jupiter.api.Assertions.assertEquals;

import hearth.core.Command;
import hearth.core.CommandName;
import hearth.core.Options;
import hearth.core.ReplyAddress;
import hearth.core.User;
import hearth.core.fleet.Fleet;
import hearth.core.fleet.Limits;
import hearth.core.fleet.Placement;
import hearth.core.fleet.Server;
import hearth.core.fleet.Servers;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OriginTest {
  private static final Fleet FLEET =
      new Fleet(null, List.of(server("a", "1"), server("b", "1"), server("c", "2")));

  @ParameterizedTest
  @CsvSource({
    "1, b, b",
    "1, '', a",
    "1, gone, a",
    "1, c, a",
    "2, c, c",
    "2, '', c",
    "2, a, c",
    "3, a, ''"
  })
  void whatOneGuildAskedIsAnsweredInThatGuild(String guild, String named, String through) {
    Command command =
        new Command(
            new ReplyAddress(
                "11", "9", "token", "5", new User("7", "Ada"), "", CommandName.STATUS, false),
            guild,
            CommandName.STATUS,
            named.isEmpty() ? null : named,
            Options.NONE,
            Instant.EPOCH);
    Server server = Origin.of(command, FLEET);
    assertEquals(through, server == null ? "" : server.name());
  }

  private static Server server(String name, String guild) {
    return Servers.server(
        name,
        name,
        guild,
        "5",
        List.of(new Placement("set-" + name, "Standard_D2as_v5", true, 0)),
        Servers.everyone(),
        Limits.DEFAULT);
  }
}
