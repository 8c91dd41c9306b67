package hearth.setup.doctor;

import hearth.app.settings.Settings;
import hearth.core.fleet.Server;
import hearth.setup.StorageRefusal;
import java.util.ArrayList;
import java.util.List;

/** Whether the queues and tables are there and can be read by the one who is signed in. */
record StorageCheck(AzureApi azure, Settings.ForReactions settings) implements Check {
  private static final List<String> TABLES = List.of("servers");

  @Override
  public List<Finding> look() {
    List<Finding> findings = new ArrayList<>();
    List<String> queues = new ArrayList<>(List.of("commands", "game-events"));
    for (Server server : settings.door().fleet().servers()) {
      queues.add("agent-" + server.name());
    }
    for (String queue : queues) {
      String path = "/" + queue + "/messages?peekonly=true";
      findings.add(
          judged("Queue " + queue, azure.storage(settings.control().queues(), path), "Queue"));
    }
    for (String table : TABLES) {
      String path = "/" + table + "()?$top=1";
      findings.add(
          judged("Table " + table, azure.storage(settings.control().tables(), path), "Table"));
    }
    return findings;
  }

  private static Finding judged(String name, AzureApi.Answer answer, String kind) {
    if (answer.fine()) {
      return Finding.ok(name + ": can be read");
    }
    return Finding.fail(
        name + ": Azure answered " + answer.told(),
        StorageRefusal.remedy(answer.status(), answer.code(), kind));
  }
}
