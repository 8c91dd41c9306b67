package hearth.local.arm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.azure.core.credential.AccessToken;
import com.azure.core.credential.TokenCredential;
import com.azure.core.http.HttpPipeline;
import com.azure.core.http.HttpPipelineBuilder;
import com.azure.core.http.jdk.httpclient.JdkHttpClientBuilder;
import com.azure.core.http.policy.BearerTokenAuthenticationPolicy;
import com.azure.core.management.AzureEnvironment;
import com.azure.core.management.exception.ManagementException;
import com.azure.core.management.polling.PollResult;
import com.azure.core.management.profile.AzureProfile;
import com.azure.core.util.Context;
import com.azure.core.util.polling.LongRunningOperationStatus;
import com.azure.core.util.polling.SyncPoller;
import com.azure.resourcemanager.compute.ComputeManager;
import com.azure.resourcemanager.compute.fluent.VirtualMachineScaleSetVMsClient;
import com.azure.resourcemanager.compute.fluent.VirtualMachineScaleSetsClient;
import com.azure.resourcemanager.compute.fluent.models.VirtualMachineScaleSetInner;
import com.azure.resourcemanager.compute.models.ApiErrorException;
import com.azure.resourcemanager.compute.models.InstanceViewTypes;
import com.azure.resourcemanager.compute.models.Sku;
import com.azure.resourcemanager.compute.models.VirtualMachineScaleSetUpdate;
import hearth.local.timeline.HandTimeline;
import hearth.local.tls.LocalCertificate;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import reactor.core.publisher.Mono;

/** The stand-in through the client the app uses, over https with a token. */
class RealComputeClientTest {
  private static final String GROUP = "games";
  private static final String SET = "valheim";

  private final HandTimeline time = new HandTimeline();
  private final RecordedMachines machines = new RecordedMachines();
  private static LocalCertificate certificate;
  private ArmStandIn arm;
  private HttpClient.Builder http;
  private VirtualMachineScaleSetsClient sets;
  private VirtualMachineScaleSetVMsClient instances;

  @BeforeAll
  static void makeCertificate(@TempDir Path directory) {
    certificate = LocalCertificate.in(directory);
  }

  @BeforeEach
  void start() {
    ArmOptions options =
        ArmOptions.likeAzure("sub", GROUP).at(0, Optional.of(certificate.serverContext()));
    arm = new ArmStandIn(options, machines, time);
    arm.addSet(SET, "Standard_D2as_v5");
    arm.start();
    http = HttpClient.newBuilder().sslContext(certificate.clientContext());
    ComputeManager manager = ComputeManager.authenticate(pipeline(), profile());
    sets = manager.serviceClient().getVirtualMachineScaleSets();
    instances = manager.serviceClient().getVirtualMachineScaleSetVMs();
  }

  private HttpPipeline pipeline() {
    TokenCredential credential =
        request ->
            Mono.just(new AccessToken("any", OffsetDateTime.now(ZoneOffset.UTC).plusDays(1)));
    return new HttpPipelineBuilder()
        .policies(new BearerTokenAuthenticationPolicy(credential, "scope"))
        .httpClient(new JdkHttpClientBuilder(http).build())
        .build();
  }

  private AzureProfile profile() {
    Map<String, String> endpoints = new HashMap<>(AzureEnvironment.AZURE.getEndpoints());
    endpoints.put("resourceManagerEndpointUrl", arm.uri().toString());
    endpoints.put("managementEndpointUrl", arm.uri().toString());
    return new AzureProfile("tenant", "sub", new AzureEnvironment(endpoints));
  }

  @AfterEach
  void stop() {
    arm.close();
  }

  @Test
  void theSetIsReadWithItsEtag() {
    VirtualMachineScaleSetInner set = sets.getByResourceGroup(GROUP, SET);
    assertEquals(0, set.sku().capacity());
    assertEquals("Standard_D2as_v5", set.sku().name());
    assertEquals("Succeeded", set.provisioningState());
    assertEquals("\"1\"", set.etag());
    assertEquals("Spot", set.virtualMachineProfile().priority().toString());
  }

  @Test
  void anUpdateIsFollowedToItsEnd() {
    SyncPoller<PollResult<VirtualMachineScaleSetInner>, VirtualMachineScaleSetInner> poller =
        update(1, "\"1\"");
    assertEquals(LongRunningOperationStatus.IN_PROGRESS, poller.poll().getStatus());
    time.advance(Duration.ofMinutes(1));
    assertEquals(LongRunningOperationStatus.SUCCESSFULLY_COMPLETED, poller.poll().getStatus());
    assertEquals(1, poller.getFinalResult().sku().capacity());

    Machine machine = machines.created.getFirst();
    var listed =
        instances.list(GROUP, SET, null, null, "instanceView", Context.NONE).stream().toList();
    assertEquals(1, listed.size());
    assertEquals(machine.vmId(), listed.getFirst().vmId());
    assertEquals("0", listed.getFirst().instanceId());
    assertEquals(
        "PowerState/running", listed.getFirst().instanceView().statuses().getLast().code());
    var one =
        instances
            .getWithResponse(GROUP, SET, "0", InstanceViewTypes.INSTANCE_VIEW, Context.NONE)
            .getValue();
    assertEquals("Succeeded", one.provisioningState());
  }

  @Test
  void anOldEtagIsRefused() {
    update(1, "\"1\"");
    ApiErrorException refused = assertThrows(ApiErrorException.class, () -> update(0, "\"1\""));
    assertEquals(412, refused.getResponse().getStatusCode());
  }

  @Test
  void aShortageIsToldByThePoller() {
    arm.noRoom(SET, Shortage.noRoom());
    var poller = update(1, null);
    time.advance(Duration.ofMinutes(1));
    assertEquals(LongRunningOperationStatus.FAILED, poller.poll().getStatus());
    assertTrue(poller.poll().getValue().getError().getResponseBody().contains("AllocationFailed"));
  }

  @Test
  void aShortageAtOnceNamesItsReason() {
    arm.noRoom(SET, new Shortage("SkuNotAvailable", true, Set.of()));
    ApiErrorException refused = assertThrows(ApiErrorException.class, () -> update(1, null));
    assertEquals(409, refused.getResponse().getStatusCode());
    assertEquals("SkuNotAvailable", refused.getValue().getDetails().getFirst().getCode());
  }

  @Test
  void anUnknownSetIsNotFound() {
    ManagementException missing =
        assertThrows(ManagementException.class, () -> sets.getByResourceGroup(GROUP, "none"));
    assertEquals(404, missing.getResponse().getStatusCode());
    assertEquals("ResourceNotFound", missing.getValue().getCode());
  }

  @Test
  void anInstanceIsEvictedAndAnotherDeleted() {
    update(2, null);
    time.advance(Duration.ofMinutes(1));
    instances.simulateEviction(GROUP, SET, "0");
    var poller = instances.beginDelete(GROUP, SET, "1");
    time.advance(Duration.ofMinutes(2));
    assertEquals(LongRunningOperationStatus.SUCCESSFULLY_COMPLETED, poller.poll().getStatus());
    assertEquals(0, arm.capacity(SET));
    assertTrue(machines.heard.contains("evicting valheim_0"));
    assertTrue(machines.heard.contains("deleted valheim_1"));
    assertEquals(0, sets.getInstanceView(GROUP, SET).virtualMachine().statusesSummary().size());
  }

  private SyncPoller<PollResult<VirtualMachineScaleSetInner>, VirtualMachineScaleSetInner> update(
      long capacity, String etag) {
    VirtualMachineScaleSetUpdate wanted =
        new VirtualMachineScaleSetUpdate().withSku(new Sku().withCapacity(capacity));
    return sets.beginUpdate(GROUP, SET, wanted, etag, null, Context.NONE);
  }
}
