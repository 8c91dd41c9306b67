package hearth.local.page;

import com.azure.data.tables.models.TableEntity;
import com.azure.storage.queue.models.PeekedMessageItem;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import hearth.local.http.Json;
import hearth.local.stack.LocalStack;
import hearth.local.stack.Roster;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The backroom of a stack that was started, as its own storage and stand-ins show it. */
final class StackBackroom implements Backroom {
  private static final int PEEKED = 5;
  private static final int LONGEST = 600;

  private final LocalStack stack;

  StackBackroom(LocalStack stack) {
    this.stack = stack;
  }

  @Override
  public Map<String, ObjectNode> look() {
    Map<String, ObjectNode> seen = new LinkedHashMap<>();
    String trouble = "";
    try {
      stack.storage().states().listEntities().stream()
          .filter(row -> row.getRowKey().equals("state"))
          .forEach(row -> seen.put("state " + row.getPartitionKey(), state(row)));
      seen.put("queues", queues());
    } catch (RuntimeException e) {
      trouble = "Storage does not answer.";
    }
    seen.put("machines", machines());
    seen.put("storage", Json.object().put("kind", "storage").put("trouble", trouble));
    return seen;
  }

  private static ObjectNode state(TableEntity row) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; row.getProperty(column(i)) != null; i++) {
      text.append(row.getProperty(column(i)));
    }
    ObjectNode event = Json.object().put("kind", "state").put("server", row.getPartitionKey());
    event.put("etag", row.getETag());
    event.set("document", Json.objectIn(text.toString()).orElseGet(Json::object));
    return event;
  }

  /** As the app cuts a long document into columns. */
  private static String column(int i) {
    return i == 0 ? "json" : "json" + i;
  }

  private ObjectNode queues() {
    ObjectNode event = Json.object().put("kind", "queues");
    ArrayNode all = event.putArray("queues");
    for (String name : names()) {
      ObjectNode queue = all.addObject().put("name", name);
      queue.put("messages", stack.storage().messages(name));
      ArrayNode shown = queue.putArray("shown");
      stack
          .storage()
          .queue(name)
          .peekMessages(PEEKED, null, null)
          .forEach(message -> shown.add(text(message)));
    }
    return event;
  }

  private List<String> names() {
    List<String> names = new ArrayList<>();
    for (String name : List.of("commands", "game-events")) {
      names.addAll(List.of(name, name + "-poison", name + "-kept"));
    }
    stack.roster().names().forEach(server -> names.add("agent-" + server));
    return names;
  }

  /** The app's messages are text, or text in base 64, as the queue extension has it. */
  private static String text(PeekedMessageItem message) {
    String text = message.getBody().toString();
    try {
      text = new String(Base64.getDecoder().decode(text), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      // plain text
    }
    return text.length() > LONGEST ? text.substring(0, LONGEST) + "…" : text;
  }

  private ObjectNode machines() {
    ObjectNode event = Json.object().put("kind", "machines");
    ArrayNode sets = event.putArray("sets");
    for (Roster.Server server : stack.roster().servers()) {
      for (String name : server.sets().keySet()) {
        ObjectNode set = sets.addObject().put("server", server.name()).put("name", name);
        set.put("capacity", stack.arm().capacity(name));
        ArrayNode machines = set.putArray("machines");
        stack
            .arm()
            .running(name)
            .forEach(one -> machines.addObject().put("id", one.instanceId()).put("vm", one.vmId()));
      }
    }
    return event;
  }
}
