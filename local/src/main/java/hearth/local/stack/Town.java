package hearth.local.stack;

import hearth.local.discord.DiscordStandIn;
import hearth.local.discord.model.InteractionOrigin;
import hearth.local.discord.model.Person;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** The guild, the people and the fleet of the local run. */
public final class Town {
  /** The application's id. */
  public static final String APPLICATION = "1200000000000000001";

  /** The bot's token: worth nothing anywhere else. */
  public static final String BOT_TOKEN = "local-bot-token";

  /** The guild's id. */
  public static final String GUILD = "1100000000000000001";

  /** The channel that is told of every server. */
  public static final String CHANNEL = "1100000000000000002";

  /** The role that may stop. */
  public static final String KEEPER = "1100000000000000005";

  /** May do everything. */
  public static final Person ADA = Person.of("1000000000000000001", "Ada", KEEPER);

  /** May start, but not stop. */
  public static final Person BEN = Person.of("1000000000000000002", "Ben");

  /** May do nothing: asks from a guild of which the fleet knows nothing. */
  public static final Person CLEO = Person.of("1000000000000000003", "Cleo");

  /** Cleo's guild. */
  public static final String ELSEWHERE = "1100000000000000003";

  /** Cleo's channel. */
  public static final String FAR_CHANNEL = "1100000000000000004";

  /** The guild and channel of interactions. */
  public static final InteractionOrigin PLACE = new InteractionOrigin(APPLICATION, GUILD, CHANNEL);

  private Town() {}

  /** Ada with every role that a fleet's starting and stopping asks for. */
  public static Person ada(Roster roster) {
    return Person.of(ADA.id(), ADA.name(), roster.roles().toArray(String[]::new));
  }

  /** Makes the guilds, roles and channels that a fleet names. */
  static void build(DiscordStandIn discord, Roster roster) {
    roster.servers().stream()
        .map(Roster.Server::guild)
        .distinct()
        .forEach(
            guild -> {
              discord.addGuild(guild, "Town");
              roster.roles().forEach(role -> discord.addRole(guild, role, "keepers-" + role));
            });
    roster.servers().forEach(one -> discord.addChannel(one.channel(), one.guild(), "games"));
    roster.operatorChannel().ifPresent(channel -> discord.addChannel(channel, "operator"));
  }

  /** The fleet setting. */
  public static String fleet() {
    try (InputStream in = Town.class.getResourceAsStream("fleet.json")) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
