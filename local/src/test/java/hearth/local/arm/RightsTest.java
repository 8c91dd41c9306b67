package hearth.local.arm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import hearth.local.timeline.HandTimeline;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Each request needs an action; without it Azure answers 403 and says which one it was. */
class RightsTest {
  private static final String COMPUTE = "Microsoft.Compute/virtualMachineScaleSets";
  private final RecordedMachines machines = new RecordedMachines();
  private ArmStandIn arm;
  private ArmClient client;

  @BeforeEach
  void start() {
    arm = new ArmStandIn(ArmOptions.likeAzure("sub", "games"), machines, new HandTimeline());
    arm.addSet("valheim", "Standard_D2as_v5");
    arm.start();
    client = new ArmClient(arm.uri());
  }

  @AfterEach
  void stop() {
    client.close();
    arm.close();
  }

  private static String token(String identity) {
    String claims = "{\"appid\":\"" + identity + "\"}";
    byte[] bytes = claims.getBytes(StandardCharsets.UTF_8);
    return "Bearer e30." + Base64.getUrlEncoder().withoutPadding().encodeToString(bytes) + ".x";
  }

  private ArmClient.Answer asApp(String method, String path) throws IOException {
    String body = method.equals("PATCH") ? "{\"sku\":{\"capacity\":1}}" : "";
    return client.send(method, path, body, "Authorization", token(Rights.APP));
  }

  private static Set<String> without(String action) {
    return Rights.role().stream().filter(one -> !one.equals(action)).collect(Collectors.toSet());
  }

  @ParameterizedTest
  @CsvSource({
    "GET, '', " + COMPUTE + "/read, AuthorizationFailed",
    "PATCH, '', " + COMPUTE + "/write, AuthorizationFailed",
    "PATCH, '', Microsoft.Network/virtualNetworks/subnets/join/action, LinkedAuthorizationFailed",
    "PATCH, '', Microsoft.Network/networkSecurityGroups/join/action, LinkedAuthorizationFailed",
    "PATCH, '', Microsoft.ManagedIdentity/userAssignedIdentities/assign/action,"
        + " LinkedAuthorizationFailed",
    "GET, /instanceView, " + COMPUTE + "/instanceView/read, AuthorizationFailed",
    "GET, /virtualMachines, " + COMPUTE + "/virtualMachines/read, AuthorizationFailed",
    "GET, /publicipaddresses, " + COMPUTE + "/publicIPAddresses/read, AuthorizationFailed",
    "DELETE, /virtualMachines/0, " + COMPUTE + "/virtualMachines/delete, AuthorizationFailed"
  })
  void aMissingActionIsRefusedByName(String method, String rest, String action, String code)
      throws IOException {
    assertEquals(method.equals("DELETE") ? 204 : 200, asApp(method, ArmClient.set(rest)).status());
    arm.grant(Rights.APP, without(action));
    ArmClient.Answer refused = asApp(method, ArmClient.set(rest));
    assertEquals(403, refused.status());
    assertEquals(code, refused.json().at("/error/code").asText());
    assertTrue(refused.json().at("/error/message").asText().contains("'" + action + "'"));
  }

  @Test
  void anOperationNeedsAnActionOfItsOwn() throws IOException {
    String operation = asApp("PATCH", ArmClient.set("")).header("Azure-AsyncOperation");
    assertEquals(200, asApp("GET", operation).status());
    arm.grant(Rights.APP, without("Microsoft.Compute/locations/operations/read"));
    assertEquals(403, asApp("GET", operation).status());
  }

  @ParameterizedTest
  @CsvSource({"POST, /virtualMachines/0/simulateEviction", "GET, /virtualMachines/0/instanceView"})
  void whatTheAppNeverDoesItMayNotDo(String method, String rest) throws IOException {
    assertEquals(403, asApp(method, ArmClient.set(rest)).status());
  }

  @Test
  void aMachinesIdentityMayDoNothing() throws IOException {
    String machine = token("00000000-0000-0000-0000-00000000beef");
    String set = ArmClient.set("");
    assertEquals(403, client.send("GET", set, "", "Authorization", machine).status());
    assertEquals(403, client.send("PATCH", set, "{}", "Authorization", machine).status());
  }

  @Test
  void theOperatorMayDoAll() throws IOException {
    assertNotEquals(403, client.send("DELETE", ArmClient.set("/virtualMachines/0"), "").status());
    assertEquals(200, client.send("GET", "/subscriptions/sub", "").status());
  }

  @Test
  void aSetSaysWhyItsNewestChangeFailed() throws IOException {
    assertEquals("ProvisioningState/succeeded", state());
    HandTimeline time = new HandTimeline();
    try (ArmStandIn other = new ArmStandIn(ArmOptions.likeAzure("sub", "games"), machines, time)) {
      other.addSet("valheim", "Standard_D2as_v5");
      other.noRoom("valheim", Shortage.noRoom());
      other.start();
      try (ArmClient asked = new ArmClient(other.uri())) {
        asked.capacity(1);
        time.advance(java.time.Duration.ofMinutes(2));
        assertEquals(
            "ProvisioningState/failed/AllocationFailed",
            asked.get("/instanceView").json().at("/statuses/0/code").asText());
        asked.capacity(0);
        time.advance(java.time.Duration.ofMinutes(2));
        assertEquals(
            "ProvisioningState/succeeded",
            asked.get("/instanceView").json().at("/statuses/0/code").asText());
      }
    }
  }

  private String state() throws IOException {
    return client.get("/instanceView").json().at("/statuses/0/code").asText();
  }
}
