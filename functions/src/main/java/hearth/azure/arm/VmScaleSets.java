package hearth.azure.arm;

import com.azure.core.http.HttpHeaderName;
import com.azure.core.http.HttpMethod;
import com.azure.core.http.HttpPipeline;
import com.azure.core.http.HttpRequest;
import com.azure.core.http.HttpResponse;
import com.azure.core.http.rest.Response;
import com.azure.core.management.exception.ManagementError;
import com.azure.core.util.Context;
import com.azure.resourcemanager.compute.fluent.ComputeManagementClient;
import com.azure.resourcemanager.compute.fluent.models.VirtualMachineScaleSetInner;
import com.azure.resourcemanager.compute.fluent.models.VirtualMachineScaleSetInstanceViewInner;
import com.azure.resourcemanager.compute.fluent.models.VirtualMachineScaleSetVMInner;
import com.azure.resourcemanager.compute.implementation.ComputeManagementClientBuilder;
import com.azure.resourcemanager.compute.models.InstanceViewStatus;
import com.azure.resourcemanager.compute.models.Sku;
import com.azure.resourcemanager.compute.models.VirtualMachineScaleSetUpdate;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import hearth.azure.Lazy;
import hearth.core.port.Result;
import hearth.core.port.ScaleSetView;
import hearth.core.port.ScaleSetView.Instance;
import hearth.core.port.ScaleSetView.Operation;
import hearth.core.port.ScaleSets;
import hearth.core.wanted.Scale;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Virtual machine scale sets through Azure's resource manager. Long operations are begun here and
 * looked at later; nothing waits for one.
 */
public final class VmScaleSets implements ScaleSets {
  private static final String OPERATION = "Azure-AsyncOperation";
  private static final Duration CALL = Duration.ofSeconds(12);
  private static final Set<Integer> GONE = Set.of(404);
  private static final Set<Integer> UNREADABLE = Set.of(401, 403, 404);
  private static final Pattern FAILED = Pattern.compile("(?i)ProvisioningState/failed/(\\w+)");
  private static final Pattern INSTANCE = Pattern.compile("/virtualMachines/([^/]+)/");
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Supplier<HttpPipeline> pipeline;
  private final URI arm;
  private final String subscription;
  private final String resourceGroup;
  private final Lazy<ComputeManagementClient> client;

  public VmScaleSets(
      Supplier<HttpPipeline> pipeline, URI arm, String subscription, String resourceGroup) {
    this.pipeline = pipeline;
    this.arm = arm;
    this.subscription = subscription;
    this.resourceGroup = resourceGroup;
    this.client =
        new Lazy<>(
            () ->
                new ComputeManagementClientBuilder()
                    .pipeline(pipeline.get())
                    .endpoint(arm.toString())
                    .subscriptionId(subscription)
                    .buildClient());
  }

  @Override
  public Result.Seen look(String scaleSet, String operation) {
    try {
      Operation known = operation == null ? new Operation.None() : operation(operation);
      VirtualMachineScaleSetInner set =
          client.get().getVirtualMachineScaleSets().getByResourceGroup(resourceGroup, scaleSet);
      Operation state = known == null ? standing(scaleSet, set.provisioningState()) : known;
      boolean settled =
          "Succeeded".equals(set.provisioningState()) || "Failed".equals(set.provisioningState());
      return new Result.Looked(
          new ScaleSetView(
              scaleSet, set.etag(), set.sku().capacity(), settled, instances(scaleSet), state));
    } catch (RuntimeException e) {
      return AzureFailure.ofLook(e);
    }
  }

  @Override
  public Result.Scaled begin(Scale scale, String etag) {
    VirtualMachineScaleSetUpdate update =
        new VirtualMachineScaleSetUpdate()
            .withSku(new Sku().withName(scale.size()).withCapacity((long) scale.capacity()));
    try {
      Response<?> response =
          client
              .get()
              .getVirtualMachineScaleSets()
              .updateWithResponseAsync(resourceGroup, scale.scaleSet(), update, etag, null)
              .block(CALL);
      return new Result.Done(response.getHeaders().getValue(HttpHeaderName.fromString(OPERATION)));
    } catch (RuntimeException e) {
      return AzureFailure.ofWrite(e);
    }
  }

  @Override
  public Result.Delivered remove(String scaleSet, String instance) {
    try {
      client
          .get()
          .getVirtualMachineScaleSetVMs()
          .deleteWithResponseAsync(resourceGroup, scaleSet, instance, null)
          .block(CALL);
      return new Result.Done(null);
    } catch (RuntimeException e) {
      return AzureFailure.ofRemoval(e);
    }
  }

  private List<Instance> instances(String scaleSet) {
    List<VirtualMachineScaleSetVMInner> machines = new ArrayList<>();
    client
        .get()
        .getVirtualMachineScaleSetVMs()
        .list(resourceGroup, scaleSet)
        .forEach(machines::add);
    if (machines.isEmpty()) {
      return List.of();
    }
    Map<String, String> addresses = addresses(scaleSet);
    return machines.stream()
        .map(
            machine ->
                new Instance(
                    machine.instanceId(),
                    // The id that a machine's metadata service tells it, too (read: issue 1983 of
                    // azure-sdk-for-java); that both write it in one case is not said anywhere.
                    machine.vmId() == null ? null : machine.vmId().toLowerCase(Locale.ROOT),
                    addresses.get(machine.instanceId()),
                    "Deleting".equals(machine.provisioningState())))
        .toList();
  }

  /** By instance. The metadata service cannot tell a machine its own address; this list can. */
  private Map<String, String> addresses(String scaleSet) {
    String path =
        arm
            + "/subscriptions/"
            + subscription
            + "/resourceGroups/"
            + resourceGroup
            + "/providers/Microsoft.Compute/virtualMachineScaleSets/"
            + scaleSet
            + "/publicipaddresses?api-version=2018-10-01";
    Map<String, String> addresses = new HashMap<>();
    for (JsonNode address : get(path, GONE).path("value")) {
      Matcher instance = INSTANCE.matcher(address.path("id").asText());
      String ip = address.at("/properties/ipAddress").asText("");
      if (instance.find() && !ip.isEmpty()) {
        addresses.put(instance.group(1), ip);
      }
    }
    return addresses;
  }

  /** The operation's state by its own address, or null where that does not say. */
  private Operation operation(String url) {
    URI uri = URI.create(url);
    boolean own =
        arm.getScheme().equals(uri.getScheme())
            && arm.getAuthority().equalsIgnoreCase(uri.getAuthority());
    if (!own) {
      // It comes out of a stored document, and our token would go with it.
      throw new IllegalStateException("an operation on " + uri.getHost() + " is not Azure's");
    }
    JsonNode operation = get(url, UNREADABLE);
    if (operation.isMissingNode()) {
      return null;
    }
    return switch (operation.path("status").asText()) {
      case "Succeeded" -> new Operation.Succeeded();
      case "Failed", "Canceled" -> failed(error(operation.path("error")));
      default -> new Operation.Running();
    };
  }

  /**
   * The state of the set's newest operation by the set itself. The address of an operation lies
   * outside of the resource group, and a right on the group may not reach it; after some days it is
   * forgotten.
   */
  private Operation standing(String scaleSet, String provisioningState) {
    return switch (String.valueOf(provisioningState)) {
      case "Succeeded" -> new Operation.Succeeded();
      case "Failed", "Canceled" -> failed(reason(scaleSet));
      default -> new Operation.Running();
    };
  }

  /** Why the newest change failed: a status is called {@code ProvisioningState/failed/CODE}. */
  private ManagementError reason(String scaleSet) {
    VirtualMachineScaleSetInstanceViewInner view =
        client.get().getVirtualMachineScaleSets().getInstanceView(resourceGroup, scaleSet);
    if (view.statuses() != null) {
      for (InstanceViewStatus status : view.statuses()) {
        Matcher failed = FAILED.matcher(String.valueOf(status.code()));
        if (failed.matches()) {
          return new ManagementError(failed.group(1), status.message());
        }
      }
    }
    return new ManagementError("ProvisioningFailed", "the set says only that the change failed");
  }

  private static Operation failed(ManagementError error) {
    Refusal refusal = Refusal.of(error);
    if (refusal.code().equals("OperationPreempted")) {
      // A newer change took its place: what that one comes to is what counts.
      return new Operation.None();
    }
    return new Operation.Failed(refusal.remedy(), refusal.code(), refusal.message());
  }

  private static ManagementError error(JsonNode error) {
    try (var reader = com.azure.json.JsonProviders.createReader(error.toString())) {
      ManagementError read = ManagementError.fromJson(reader);
      return read == null ? new ManagementError("unknown", "") : read;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The resource, or nothing where the status means that there is none. */
  private JsonNode get(String url, Set<Integer> nothing) {
    try (HttpResponse response =
        pipeline.get().sendSync(new HttpRequest(HttpMethod.GET, url), Context.NONE)) {
      if (nothing.contains(response.getStatusCode())) {
        return JSON.missingNode();
      }
      if (response.getStatusCode() != 200) {
        throw new com.azure.core.exception.HttpResponseException(
            "GET answered " + response.getStatusCode(), response);
      }
      return JSON.readTree(response.getBodyAsBinaryData().toBytes());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
