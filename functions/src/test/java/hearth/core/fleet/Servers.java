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
        guild,
        channel,
        2456,
        placements,
        false,
        allow,
        false,
        limits,
        AnnouncementPolicy.ALL,
        null,
        null,
        "UTC",
        "");
  }

  /** The same server with a stable name. */
  public static Server named(StableName name, Server s) {
    return told(s.announce(), name, s);
  }

  /** The same server that tells its channel so much, with a stable name or null. */
  public static Server told(AnnouncementPolicy announce, StableName name, Server s) {
    return new Server(
        s.name(),
        s.title(),
        s.game(),
        s.guild(),
        s.channel(),
        s.port(),
        s.placements(),
        s.regularPrice(),
        s.allow(),
        s.adoptForeign(),
        s.limits(),
        announce,
        s.privacy(),
        name,
        s.zone(),
        s.locale());
  }

  /** The same server with a private channel for each session. */
  public static Server privately(PrivateChannelPolicy privacy, Server s) {
    return new Server(
        s.name(),
        s.title(),
        s.game(),
        s.guild(),
        s.channel(),
        s.port(),
        s.placements(),
        s.regularPrice(),
        s.allow(),
        s.adoptForeign(),
        s.limits(),
        s.announce(),
        privacy,
        s.stableName(),
        s.zone(),
        s.locale());
  }

  /** The same server that allows others to use it. */
  public static Server allowing(Allow allow, Server s) {
    return new Server(
        s.name(),
        s.title(),
        s.game(),
        s.guild(),
        s.channel(),
        s.port(),
        s.placements(),
        s.regularPrice(),
        allow,
        s.adoptForeign(),
        s.limits(),
        s.announce(),
        s.privacy(),
        s.stableName(),
        s.zone(),
        s.locale());
  }

  /** The same server with other limits. */
  public static Server limited(Limits limits, Server s) {
    return new Server(
        s.name(),
        s.title(),
        s.game(),
        s.guild(),
        s.channel(),
        s.port(),
        s.placements(),
        s.regularPrice(),
        s.allow(),
        s.adoptForeign(),
        limits,
        s.announce(),
        s.privacy(),
        s.stableName(),
        s.zone(),
        s.locale());
  }

  /** The same server in those places, at a regular price too or not, that adopts or does not. */
  public static Server placed(
      List<Placement> placements, boolean regularPrice, boolean adoptForeign, Server s) {
    return new Server(
        s.name(),
        s.title(),
        s.game(),
        s.guild(),
        s.channel(),
        s.port(),
        placements,
        regularPrice,
        s.allow(),
        adoptForeign,
        s.limits(),
        s.announce(),
        s.privacy(),
        s.stableName(),
        s.zone(),
        s.locale());
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
