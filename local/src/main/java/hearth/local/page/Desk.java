package hearth.local.page;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import hearth.local.discord.SignedInteractions;
import hearth.local.discord.model.Message;
import hearth.local.discord.model.Person;
import java.util.List;
import java.util.Map;

/** What somebody at the console can do. */
interface Desk {
  /** The people one can be. */
  List<Person> people();

  /** The servers and channels there are, for the page. */
  ObjectNode town();

  /** The registered slash commands, as Discord has them. */
  ArrayNode commands();

  /** Sends a slash command. */
  SignedInteractions.Outcome command(
      Person who, String command, String subcommand, Map<String, String> options);

  /** Asks what could stand in an option. */
  SignedInteractions.Outcome autocomplete(
      Person who, String command, String subcommand, String option, String partial);

  /** Presses a button of a message. */
  SignedInteractions.Outcome press(Person who, String button, Message message);

  /** Somebody joins ({@code join}) or leaves ({@code leave}) a game; the words of the outcome. */
  String guest(String what, String server, String name);

  /** Obeys a line of the prompt; the words that it prints. */
  String obey(String line);
}
