package hearth.discord;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import hearth.core.Phase;
import hearth.core.Player;
import hearth.core.Server;
import hearth.core.Session;
import hearth.core.SessionView;
import java.util.List;

/** The session message: one embed that says how the evening stands. */
final class SessionEmbed {
  private static final int FIELD = 1024;
  private static final List<Phase> WAY =
      List.of(Phase.ALLOCATING, Phase.BOOTING, Phase.LOADING, Phase.RUNNING);
  private static final List<String> WAY_WORDS = List.of("Machine", "Booting", "World", "Ready");

  private SessionEmbed() {}

  static void into(ObjectNode message, Server server, SessionView view) {
    ObjectNode embed = message.putArray("embeds").addObject();
    embed.put("title", Markdown.cut(server.title(), 200));
    embed.put("description", Markdown.cut(description(view), 2000));
    ArrayNode fields = embed.putArray("fields");
    if (view.address() != null && view.ending() == null) {
      field(fields, "Address", "`" + view.address() + "`");
    }
    if (view.joinCode() != null && view.ending() == null) {
      field(fields, "Join code", "`" + view.joinCode() + "`");
    }
    if (view.phase() == Phase.RUNNING) {
      field(fields, "Players", players(view));
    }
    if (view.stopsAt() != null) {
      field(fields, "Stops by itself", "<t:" + view.stopsAt().getEpochSecond() + ":R>");
    }
    if (!view.recent().isEmpty()) {
      field(fields, "Lately", recent(server, view.recent()));
    }
  }

  private static String description(SessionView view) {
    if (view.endedAt() != null) {
      return "Ended <t:"
          + view.endedAt().getEpochSecond()
          + ":t>: "
          + Wording.why(view.ending())
          + ".";
    }
    String by =
        view.startedBy() == null ? "" : "Started by " + Wording.name(view.startedBy()) + ". ";
    String now = Wording.progress(view.phase(), view.step());
    return by
        + Character.toUpperCase(now.charAt(0))
        + now.substring(1)
        + ", since <t:"
        + view.since().getEpochSecond()
        + ":t>.\n"
        + way(view.phase());
  }

  /** Told by marks and words, never by colour alone. */
  private static String way(Phase phase) {
    int at = WAY.indexOf(phase);
    if (at < 0) {
      return "";
    }
    StringBuilder way = new StringBuilder("✓ Requested");
    for (int i = 0; i < WAY.size(); i++) {
      boolean done = i < at || phase == Phase.RUNNING;
      way.append(" → ").append(done ? "✓ " : i == at ? "… " : "").append(WAY_WORDS.get(i));
    }
    return way.toString();
  }

  private static String players(SessionView view) {
    if (view.roster() == null || view.roster().isEmpty()) {
      return Wording.on(view.count());
    }
    StringBuilder text = new StringBuilder();
    int left = view.roster().size();
    for (Player player : view.roster()) {
      String line = Wording.name(player.name()) + ", <t:" + player.since().getEpochSecond() + ":R>";
      if (text.length() + line.length() > FIELD - 40) {
        return text + "\n… and " + left + " more";
      }
      text.append(text.isEmpty() ? "" : "\n").append(line);
      left--;
    }
    return text.toString();
  }

  private static String recent(Server server, List<Session.Happening> recent) {
    StringBuilder text = new StringBuilder();
    for (Session.Happening happening : recent.reversed()) {
      String line =
          "<t:" + happening.at().getEpochSecond() + ":t> " + Wording.of(server, happening.note());
      if (text.length() + line.length() + 1 > FIELD) {
        break;
      }
      text.append(text.isEmpty() ? "" : "\n").append(line);
    }
    return text.isEmpty() ? "…" : text.toString();
  }

  private static void field(ArrayNode fields, String name, String value) {
    fields.addObject().put("name", name).put("value", Markdown.cut(value, FIELD));
  }
}
