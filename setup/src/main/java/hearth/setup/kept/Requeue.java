package hearth.setup.kept;

import hearth.app.settings.Settings;
import hearth.core.Command;
import hearth.core.fleet.Server;
import hearth.setup.Problem;

/** Which of the messages that were given up may be asked again. */
final class Requeue {
  private Requeue() {}

  /**
   * The command that was given up.
   *
   * @throws Problem where asking again makes no sense, saying why and what to do instead
   */
  static Command command(KeptMessage message, Settings.ForDoor door) {
    return switch (message.content()) {
      case Content.Asked asked -> repeatable(asked.command(), door);
      case Content.Reported report ->
          throw new Problem(
              "That is a report of a machine. Old reports are never taken again: the next one says"
                  + " all that the agent knows, and an old one would tell what is no longer so.");
      case Content.Ticked tick ->
          throw new Problem(
              "That is a note of Hearth's own. The sweep looks at "
                  + tick.server()
                  + " every five minutes without it.");
      case Content.Unreadable odd ->
          throw new Problem("That cannot be understood, so nobody knows what to ask for.");
    };
  }

  private static Command repeatable(Command command, Settings.ForDoor door) {
    refuse(
        !command.name().acts(),
        "'%s' only looks, and its answer is for the one who asks: type it in Discord."
            .formatted(command.name().word()));
    refuse(command.server() == null, "It does not say for which server.");
    Server server = door.fleet().server(command.server());
    refuse(
        server == null || !server.channel().guild().equals(command.guild()),
        "HEARTH_SERVERS has no server '%s' in guild %s, so it would be refused."
            .formatted(command.server(), command.guild()));
    refuse(
        !command.replyAddress().application().equals(door.application()),
        "It was asked of the application %s, which is not DISCORD_APPLICATION_ID."
            .formatted(command.replyAddress().application()));
    return command;
  }

  private static void refuse(boolean wrong, String why) {
    if (wrong) {
      throw new Problem(why);
    }
  }
}
