package hearth.core.fleet;

import hearth.core.CommandName;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** Servers for tests, as the settings would declare them. */
public final class Servers {
  private Servers() {}

  /** A server of that name and title, with everything else as it is by default. */
  public static Server server(
      String name,
      String title,
      String guild,
      String channel,
      List<Placement> placements,
      Allow allow,
      Limits limits) {
    return new Server(
        name,
        title,
        "valheim",
        2456,
        null,
        new MachinePolicy(placements, false, false),
        new GuildChannel(guild, channel, "UTC", "", AnnouncementPolicy.ALL, null),
        allow,
        limits,
        GamePolicy.USUAL);
  }

  /** The same server with a stable name. */
  public static Server named(StableName name, Server s) {
    return ServerBuilder.builder(s).stableName(name).build();
  }

  /** The same server that tells its channel so much, with a stable name or null. */
  public static Server told(AnnouncementPolicy announce, StableName name, Server s) {
    GuildChannel channel = GuildChannelBuilder.builder(s.channel()).announce(announce).build();
    return ServerBuilder.builder(s).channel(channel).stableName(name).build();
  }

  /** The same server with a private channel for each session. */
  public static Server privately(PrivateChannelPolicy privacy, Server s) {
    GuildChannel channel = GuildChannelBuilder.builder(s.channel()).privacy(privacy).build();
    return ServerBuilder.builder(s).channel(channel).build();
  }

  /** The same server whose game and world may change so. */
  public static Server changing(GamePolicy.Update update, GamePolicy.NewWorld newWorld, Server s) {
    return ServerBuilder.builder(s).policy(new GamePolicy(update, newWorld)).build();
  }

  /** The same server that allows others to use it. */
  public static Server allowing(Allow allow, Server s) {
    return ServerBuilder.builder(s).allow(allow).build();
  }

  /** The same server with other limits. */
  public static Server limited(Limits limits, Server s) {
    return ServerBuilder.builder(s).limits(limits).build();
  }

  /** The same server in those places, at a regular price too or not, that adopts or does not. */
  public static Server placed(
      List<Placement> placements, boolean regularPrice, boolean adoptForeign, Server s) {
    MachinePolicy machines = new MachinePolicy(placements, regularPrice, adoptForeign);
    return ServerBuilder.builder(s).machines(machines).build();
  }

  /** Who may start, stop, and look; null or empty where the settings say nothing. */
  public static Allow allow(List<String> start, List<String> stop, List<String> status) {
    Map<CommandName, List<String>> entries = new EnumMap<>(CommandName.class);
    entries.put(CommandName.START, start);
    entries.put(CommandName.STOP, stop);
    entries.put(CommandName.STATUS, status);
    entries.values().removeIf(who -> who == null || who.isEmpty());
    return new Allow(entries);
  }

  /** Everybody may do everything. */
  public static Allow everyone() {
    return allow(List.of("everyone"), List.of("everyone"), null);
  }
}
