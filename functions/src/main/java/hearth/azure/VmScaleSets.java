package hearth.azure;

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
import com.azure.resourcemanager.compute.fluent.models.VirtualMachineScaleSetVMInner;
import com.azure.resourcemanager.compute.implementation.ComputeManagementClientBuilder;
import com.azure.resourcemanager.compute.models.Sku;
import com.azure.resourcemanager.compute.models.VirtualMachineScaleSetUpdate;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import hearth.core.Result;
import hearth.core.Scale;
import hearth.core.ScaleSetView;
import hearth.core.ScaleSetView.Instance;
import hearth.core.ScaleSetView.Operation;
import hearth.core.ScaleSets;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Virtual machine scale sets through Azure's resource manager. Long operations are begun here and
 * looked at later; nothing waits for one.
 */
public final class VmScaleSets implements ScaleSets {
  private static final HttpHeaderName OPERATION = HttpHeaderName.fromString("Azure-AsyncOperation");
  private static final Duration CALL = Duration.ofSeconds(12);
  private static final Pattern INSTANCE = Pattern.compile("/virtualMachines/([^/]+)/");
  private static final ObjectMapper JSON = new ObjectMapper();

  private final HttpPipeline pipeline;
  private final URI arm;
  private final String subscription;
  private final String resourceGroup;
  private final Once<ComputeManagementClient> client;

  VmScaleSets(HttpPipeline pipeline, URI arm, String subscription, String resourceGroup) {
    this.pipeline = pipeline;
    this.arm = arm;
    this.subscription = subscription;
    this.resourceGroup = resourceGroup;
    this.client =
        new Once<>(
            () ->
                new ComputeManagementClientBuilder()
                    .pipeline(pipeline)
                    .endpoint(arm.toString())
                    .subscriptionId(subscription)
                    .buildClient());
  }

  @Override
  public Result.Seen look(String scaleSet, String operation) {
    try {
      Operation state = operation == null ? new Operation.None() : operation(operation);
      VirtualMachineScaleSetInner set =
          client.get().getVirtualMachineScaleSets().getByResourceGroup(resourceGroup, scaleSet);
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
      return new Result.Done(response.getHeaders().getValue(OPERATION));
    } catch (RuntimeException e) {
      return AzureFailure.ofWrite(e);
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
        .map(machine -> new Instance(machine.vmId(), addresses.get(machine.instanceId())))
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
    for (JsonNode address : get(path).path("value")) {
      Matcher instance = INSTANCE.matcher(address.path("id").asText());
      String ip = address.at("/properties/ipAddress").asText("");
      if (instance.find() && !ip.isEmpty()) {
        addresses.put(instance.group(1), ip);
      }
    }
    return addresses;
  }

  private Operation operation(String url) {
    URI uri = URI.create(url);
    boolean own =
        arm.getScheme().equals(uri.getScheme())
            && arm.getAuthority().equalsIgnoreCase(uri.getAuthority());
    if (!own) {
      // It comes out of a stored document, and our token would go with it.
      throw new IllegalStateException("an operation on " + uri.getHost() + " is not Azure's");
    }
    JsonNode operation = get(url);
    return switch (operation.path("status").asText()) {
      case "Succeeded" -> new Operation.Succeeded();
      case "Failed", "Canceled" -> failed(operation.path("error"));
      default -> operation.isMissingNode() ? new Operation.None() : new Operation.Running();
    };
  }

  private static Operation failed(JsonNode error) {
    ManagementError read = error(error);
    String code = AzureFailure.telling(read);
    if (code.equals("OperationPreempted")) {
      // A newer change took its place: what that one comes to is what counts.
      return new Operation.None();
    }
    return new Operation.Failed(AzureFailure.isNoRoom(code), code, AzureFailure.text(read));
  }

  private static ManagementError error(JsonNode error) {
    try (var reader = com.azure.json.JsonProviders.createReader(error.toString())) {
      ManagementError read = ManagementError.fromJson(reader);
      return read == null ? new ManagementError("unknown", "") : read;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private JsonNode get(String url) {
    try (HttpResponse response =
        pipeline.sendSync(new HttpRequest(HttpMethod.GET, url), Context.NONE)) {
      if (response.getStatusCode() == 404) {
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
