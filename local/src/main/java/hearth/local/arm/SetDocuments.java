package hearth.local.arm;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import hearth.local.http.Json;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** Scale sets, instances and addresses in ARM's JSON. */
final class SetDocuments {
  private static final String LOCATION = "westeurope";
  private final String group;

  SetDocuments(String subscription, String resourceGroup) {
    group = "/subscriptions/" + subscription + "/resourceGroups/" + resourceGroup;
  }

  ObjectNode set(ScaleSet.Snapshot set) {
    SetModel model = set.model();
    ObjectNode json = resource(id(set.name()), set.name(), "");
    json.set("tags", model.tags());
    sku(json, model.size(), model.tier()).put("capacity", model.capacity());
    json.put("etag", set.etag());
    ObjectNode properties = model.properties().deepCopy();
    json.set("properties", properties.put("provisioningState", set.state()));
    return json;
  }

  ObjectNode instances(ScaleSet.Snapshot set, boolean withView) {
    ObjectNode page = Json.object();
    ArrayNode list = page.putArray("value");
    set.instances().forEach(instance -> list.add(instance(instance, withView)));
    return page;
  }

  ObjectNode instance(Instances.Instance instance, boolean withView) {
    Machine machine = instance.machine();
    String id = id(machine.scaleSet()) + "/virtualMachines/" + machine.instanceId();
    ObjectNode json = resource(id, machine.name(), "/virtualMachines");
    json.put("instanceId", machine.instanceId());
    sku(json, machine.size(), "Standard");
    ObjectNode properties = json.putObject("properties");
    properties
        .put("latestModelApplied", true)
        .put("vmId", machine.vmId())
        .put("provisioningState", provisioning(instance.state()));
    if (withView) {
      properties.set("instanceView", instanceView(instance));
    }
    return json;
  }

  ObjectNode instanceView(Instances.Instance instance) {
    ObjectNode view = Json.object();
    ArrayNode statuses = view.putArray("statuses");
    String provisioning = provisioning(instance.state()).toLowerCase(Locale.ROOT);
    status(statuses, "ProvisioningState/" + provisioning, provisioning);
    switch (instance.state()) {
      case CREATING -> status(statuses, "PowerState/starting", "VM starting");
      case RUNNING -> status(statuses, "PowerState/running", "VM running");
      case DELETING -> status(statuses, "PowerState/stopping", "VM stopping");
    }
    return view;
  }

  ObjectNode setView(ScaleSet.Snapshot set) {
    ObjectNode view = Json.object();
    ArrayNode summary = view.putObject("virtualMachine").putArray("statusesSummary");
    Map<String, Long> counts = new TreeMap<>();
    set.instances().forEach(it -> counts.merge(provisioning(it.state()), 1L, Long::sum));
    counts.forEach(
        (state, count) ->
            summary
                .addObject()
                .put("code", "ProvisioningState/" + state.toLowerCase(Locale.ROOT))
                .put("count", count));
    String state = "ProvisioningState/" + set.state().toLowerCase(Locale.ROOT);
    String why = set.failure().map(code -> "/" + code).orElse("");
    status(view.putArray("statuses"), state + why, set.state());
    return view;
  }

  /** The public addresses of the machines that run, as the network provider lists them. */
  ObjectNode addresses(ScaleSet.Snapshot set) {
    ObjectNode page = Json.object();
    ArrayNode list = page.putArray("value");
    set.instances().stream()
        .filter(instance -> instance.state() == Instances.State.RUNNING)
        .forEach(instance -> address(list.addObject(), instance.machine()));
    return page;
  }

  private void address(ObjectNode json, Machine machine) {
    String configuration =
        id(machine.scaleSet())
            + "/virtualMachines/"
            + machine.instanceId()
            + "/networkInterfaces/nic/ipConfigurations/ip";
    json.put("name", "public").put("id", configuration + "/publicIPAddresses/public");
    json.putObject("properties")
        .put("provisioningState", "Succeeded")
        .put("ipAddress", machine.address())
        .put("publicIPAddressVersion", "IPv4")
        .put("publicIPAllocationMethod", "Static")
        .putObject("ipConfiguration")
        .put("id", configuration);
  }

  private ObjectNode resource(String id, String name, String subtype) {
    return Json.object()
        .put("id", id)
        .put("name", name)
        .put("type", "Microsoft.Compute/virtualMachineScaleSets" + subtype)
        .put("location", LOCATION);
  }

  private String id(String set) {
    return group + "/providers/Microsoft.Compute/virtualMachineScaleSets/" + set;
  }

  private static ObjectNode sku(ObjectNode json, String size, String tier) {
    return json.putObject("sku").put("name", size).put("tier", tier);
  }

  private static void status(ArrayNode statuses, String code, String display) {
    statuses.addObject().put("code", code).put("level", "Info").put("displayStatus", display);
  }

  private static String provisioning(Instances.State state) {
    return switch (state) {
      case CREATING -> "Creating";
      case RUNNING -> "Succeeded";
      case DELETING -> "Deleting";
    };
  }
}
