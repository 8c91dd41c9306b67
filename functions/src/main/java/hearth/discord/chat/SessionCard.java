package hearth.discord.chat;

import hearth.core.CommandName;
import hearth.core.Phase;
import hearth.core.Player;
import hearth.core.fleet.Server;
import hearth.core.state.SessionView;
import hearth.core.state.Telling;
import hearth.discord.Button;
import hearth.discord.wording.Notes;
import hearth.discord.wording.Phrase;
import hearth.discord.wording.Text;
import hearth.discord.wording.Wording;
import hearth.json.JsonWriter;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** The session message's embed: read from top to bottom on a phone, never by colour alone. */
final class SessionCard {
  private static final int LONGEST_FIELD = 1024;
  private static final int LONGEST_LIST = 900;

  /** Longer than any line with an address in it, which must not be cut. */
  private static final int LONGEST_LINE = 800;

  private final Wording wording;
  private final Server server;
  private final SessionView view;

  SessionCard(Wording wording, Server server, SessionView view) {
    this.wording = wording;
    this.server = server;
    this.view = view;
  }

  /** One line, which a notification shows. */
  String headline() {
    return "**" + Text.escape(server.title()) + "**: " + phase();
  }

  void write(JsonWriter json) {
    json.object();
    json.member("title", Text.cut(Text.escape(server.title()), 256));
    json.member("description", Text.cut(description(), 2048));
    json.member("color", color(view.progress().phase()));
    json.array("fields");
    if (view.progress().phase() != Phase.STOPPED) {
      present(json);
    }
    if (!view.recent().isEmpty()) {
      field(json, Wording.Label.LATELY, lately(), false);
    }
    json.end();
    json.end();
  }

  /** The buttons that apply right now. */
  List<Button> buttons() {
    return switch (view.progress().phase()) {
      case STOPPED -> List.of();
      case ALLOCATING, BOOTING, LOADING ->
          List.of(button(CommandName.STOP), button(CommandName.STATUS));
      case RUNNING ->
          List.of(button(CommandName.STOP), button(CommandName.EXTEND), button(CommandName.STATUS));
      case SAVING, DEALLOCATING -> List.of(button(CommandName.STATUS));
    };
  }

  private Button button(CommandName command) {
    return new Button(command, server.name(), view.session());
  }

  private void present(JsonWriter json) {
    if (view.access().address() != null) {
      field(json, Wording.Label.ADDRESS, Text.copy(view.access().address()), true);
    }
    if (view.access().joinCode() != null) {
      field(json, Wording.Label.JOIN_CODE, Text.copy(view.access().joinCode()), true);
    }
    if (view.progress().phase() == Phase.RUNNING) {
      field(json, Wording.Label.PLAYERS, players(), false);
    }
    if (view.stopsAt() != null) {
      field(json, Wording.Label.STOPS, Notes.moment(view.stopsAt().getEpochSecond()), true);
    }
  }

  /** A step is one of the way up: afterwards the last one says nothing any more. */
  private String phase() {
    Phase now = view.progress().phase();
    String phase = wording.phase(now);
    if (!now.isStarting()) {
      return phase;
    }
    String step =
        wording.step(view.progress().step(), view.progress().fetched(), view.progress().retrying());
    return step.isEmpty() ? phase : phase + " (" + step + ")";
  }

  private String description() {
    String by = view.start().by() == null ? null : wording.person(view.start().by());
    String text =
        progress()
            + "**"
            + phase()
            + "** "
            + time(view.progress().since(), 'R')
            + "\n"
            + wording.startedBy(by, time(view.start().at(), 't'));
    SessionView.End end = view.end();
    String ended = end == null ? "" : "\n" + wording.ended(end.why(), time(end.at(), 't'));
    return text + ended + cost();
  }

  /** An estimate, of which nothing is said where no price is known. */
  private String cost() {
    SessionView.Spending spending = view.spending();
    String cost = wording.cost(spending.cost());
    if (cost.isEmpty()) {
      return "";
    }
    return spending.since() == null || spending.asOf() == null
        ? "\n" + wording.say(Phrase.COST_IN_ALL, "cost", cost)
        : "\n" + wording.say(Phrase.COST_SO_FAR, "cost", cost, "when", time(spending.asOf(), 't'));
  }

  /** A start's progress without colour: one mark a step. */
  private String progress() {
    int reached =
        switch (view.progress().phase()) {
          case ALLOCATING -> 1;
          case BOOTING -> 2;
          case LOADING -> 3;
          case STOPPED, RUNNING, SAVING, DEALLOCATING -> 0;
        };
    if (reached == 0) {
      return "";
    }
    String bar = "▰".repeat(reached) + "▱".repeat(4 - reached);
    Instant usually = view.progress().usually();
    String when =
        usually == null ? "" : " " + wording.say(Phrase.USUALLY, "when", time(usually, 'R'));
    return bar + when + "\n";
  }

  private String players() {
    List<Player> roster = view.roster();
    String count = wording.players(view.count());
    if (roster == null || roster.isEmpty()) {
      return count;
    }
    StringBuilder text = new StringBuilder(count);
    for (int i = 0; i < roster.size(); i++) {
      Player player = roster.get(i);
      String line = "\n" + Text.escape(player.name()) + ", " + time(player.since(), 'R');
      if (text.length() + line.length() > LONGEST_LIST) {
        return text + "\n" + wording.more(roster.size() - i);
      }
      text.append(line);
    }
    return text.toString();
  }

  /** The newest that fit, oldest of them first. */
  private String lately() {
    List<String> lines = new ArrayList<>();
    int length = 0;
    for (Telling.Happening happening : view.recent().reversed()) {
      String note = Text.cut(wording.note(server, happening.note()), LONGEST_LINE);
      String line = time(happening.at(), 't') + " " + note;
      length += line.length() + 1;
      if (length > LONGEST_LIST) {
        break;
      }
      lines.add(0, line);
    }
    return String.join("\n", lines);
  }

  private void field(JsonWriter json, Wording.Label label, String value, boolean inline) {
    json.object();
    json.member("name", wording.label(label));
    json.member("value", Text.cut(value, LONGEST_FIELD));
    json.member("inline", inline);
    json.end();
  }

  private static String time(Instant at, char style) {
    return "<t:" + at.getEpochSecond() + ":" + style + ">";
  }

  private static int color(Phase phase) {
    return switch (phase) {
      case STOPPED -> 0x747f8d;
      case ALLOCATING, BOOTING, LOADING -> 0xe8a33d;
      case RUNNING -> 0x3ba55d;
      case SAVING, DEALLOCATING -> 0x5865f2;
    };
  }
}
