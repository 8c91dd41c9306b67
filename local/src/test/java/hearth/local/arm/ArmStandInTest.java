package hearth.local.arm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import hearth.local.http.Fault;
import hearth.local.http.Faults;
import hearth.local.timeline.HandTimeline;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ArmStandInTest {
  private static final Duration LONG = Duration.ofMinutes(5);

  private final HandTimeline time = new HandTimeline();
  private final RecordedMachines machines = new RecordedMachines();
  private ArmStandIn arm = started(ArmOptions.likeAzure("sub", "games"));
  private ArmClient client = new ArmClient(arm.uri());

  private ArmStandIn started(ArmOptions options) {
    ArmStandIn made = new ArmStandIn(options, machines, time);
    made.addSet("valheim", "Standard_D2as_v5");
    made.start();
    return made;
  }

  @AfterEach
  void stop() {
    client.close();
    arm.close();
  }

  @Test
  void aScaleUpMakesOneMachineAfterTheDelay() throws IOException {
    ArmClient.Answer begun = client.capacity(1);
    assertEquals(200, begun.status());
    assertEquals("Updating", begun.json().at("/properties/provisioningState").asText());
    String operation = begun.header("Azure-AsyncOperation");
    assertEquals("InProgress", status(operation));
    assertEquals(List.of(), arm.running("valheim"));

    time.advance(Duration.ofSeconds(25));
    var creating = client.get("/virtualMachines").json().at("/value/0");
    assertEquals("Creating", creating.at("/properties/provisioningState").asText());

    time.advance(Duration.ofSeconds(15));
    assertEquals("Succeeded", status(operation));
    assertEquals(List.of("created valheim_0"), machines.heard);
    Machine machine = machines.created.getFirst();
    var one = client.send("GET", ArmClient.set("/virtualMachines/0"), "").json();
    assertEquals(machine.vmId(), one.at("/properties/vmId").asText());
    var address = client.get("/publicipaddresses").json().at("/value/0/properties/ipAddress");
    assertEquals("203.0.113.1", address.asText());
    assertEquals("203.0.113.1", machine.address());
  }

  @Test
  void aScaleDownDeletesAndTheNextMachineIsAnother() throws IOException {
    client.capacity(1);
    time.advance(LONG);
    client.capacity(0);
    time.advance(LONG);
    client.capacity(1);
    time.advance(LONG);
    assertEquals(
        List.of("created valheim_0", "deleted valheim_0", "created valheim_1"), machines.heard);
    assertNotEquals(machines.created.get(0).vmId(), machines.created.get(1).vmId());
  }

  @Test
  void anUpdateWithAnOldEtagIsRefusedAndChangesNothing() throws IOException {
    String etag = client.get("").header("ETag");
    assertEquals(etag, client.get("").json().path("etag").asText());
    assertEquals(200, client.capacity(1, "If-Match", etag).status());
    assertEquals(412, client.capacity(0, "If-Match", etag).status());
    assertEquals(1, arm.capacity("valheim"));
  }

  @Test
  void aNewerUpdatePreemptsTheOperationOfTheOlder() throws IOException {
    String first = client.capacity(1).header("Azure-AsyncOperation");
    String second = client.capacity(0).header("Azure-AsyncOperation");
    time.advance(LONG);
    assertEquals("Canceled", status(first));
    assertEquals("Succeeded", status(second));
    assertEquals(List.of(), machines.heard);
  }

  @Test
  void afterAnEvictionCapacityOneChangesNothingAndIsUndone() throws IOException {
    client.capacity(1);
    time.advance(LONG);
    assertEquals(
        204,
        client.send("POST", ArmClient.set("/virtualMachines/0/simulateEviction"), "").status());
    time.advance(Duration.ofSeconds(30));
    assertEquals(
        List.of("created valheim_0", "evicting valheim_0", "deleted valheim_0"), machines.heard);
    assertEquals(1, arm.capacity("valheim"));

    client.capacity(1);
    time.advance(Duration.ofSeconds(44));
    assertEquals(1, arm.capacity("valheim"));
    time.advance(Duration.ofSeconds(1));
    assertEquals(0, arm.capacity("valheim"));
    assertEquals(List.of(), arm.running("valheim"));
    assertEquals(CapacityChange.Cause.EVICTION, arm.history("valheim").getLast().cause());
  }

  @Test
  void capacityZeroAfterAnEvictionMakesRoomForTheNext() throws IOException {
    client.capacity(1);
    time.advance(LONG);
    arm.reclaim(machines.created.getFirst());
    client.capacity(0);
    client.capacity(1);
    time.advance(LONG);
    assertEquals(1, arm.capacity("valheim"));
    assertEquals(1, arm.running("valheim").size());
  }

  @Test
  void shortageIsToldByTheOperationWithTheReasonNested() throws IOException {
    arm.noRoom("valheim", Shortage.noRoom());
    String operation = client.capacity(1).header("Azure-AsyncOperation");
    time.advance(LONG);
    var told = client.send("GET", operation, "").json();
    assertEquals("Failed", told.path("status").asText());
    assertEquals("AllocationFailed", told.at("/error/details/0/code").asText());
    assertEquals("Failed", client.get("").json().at("/properties/provisioningState").asText());
    assertEquals(List.of(), machines.heard);
  }

  @Test
  void askingAgainAfterAShortageGetsTheMachineOnceThereIsRoom() throws IOException {
    arm.noRoom("valheim", Shortage.noRoom());
    client.capacity(1);
    time.advance(LONG);
    arm.room("valheim");
    client.capacity(1);
    time.advance(LONG);
    assertEquals(List.of("created valheim_0"), machines.heard);
  }

  @Test
  void aFaultForEverythingHitsTheOperationsToo() throws IOException {
    String operation = client.capacity(1).header("Azure-AsyncOperation");
    arm.faults().on(Faults.ALL, new Fault.Broken(500));
    assertEquals(500, client.send("GET", operation, "").status());
    assertEquals(500, client.get("").status());
  }

  @Test
  void aMachineDeletedByItsNumberTakesTheCapacityAlong() throws IOException {
    client.capacity(1);
    time.advance(LONG);
    assertEquals(202, client.send("DELETE", ArmClient.set("/virtualMachines/0"), "").status());
    assertEquals(0, arm.capacity("valheim"));
    time.advance(LONG);
    assertEquals(List.of("created valheim_0", "deleted valheim_0"), machines.heard);
    assertEquals(404, client.get("/virtualMachines/0").status());
  }

  @Test
  void aMachineThatIsNotThereIsDeletedAlreadyAndNothingGoesOn() throws IOException {
    String operation = client.capacity(1).header("Azure-AsyncOperation");
    assertEquals(204, client.send("DELETE", ArmClient.set("/virtualMachines/7"), "").status());
    time.advance(LONG);
    assertEquals("Succeeded", status(operation));
    assertEquals(1, arm.capacity("valheim"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"DELETE", "PATCH"})
  void aDeletionThatIsRefusedChangesNothingAndIsTakenLater(String by) throws IOException {
    client.capacity(1);
    time.advance(LONG);
    arm.deletions("valheim", Deletion.refused("AnotherOperationInProgress"));
    ArmClient.Answer refused = takenAway(by);
    assertEquals(409, refused.status());
    assertEquals("AnotherOperationInProgress", refused.json().at("/error/code").asText());
    assertEquals(1, arm.capacity("valheim"));
    assertEquals(1, arm.running("valheim").size());
    arm.deletions("valheim", Deletion.usual());
    takenAway(by);
    time.advance(LONG);
    assertEquals(List.of("created valheim_0", "deleted valheim_0"), machines.heard);
  }

  @ParameterizedTest
  @ValueSource(strings = {"DELETE", "PATCH"})
  void aLateDeletionShowsTheMachineAsDeletingAllTheWhile(String by) throws IOException {
    client.capacity(1);
    time.advance(LONG);
    arm.deletions("valheim", Deletion.late(Duration.ofMinutes(9)));
    String operation = takenAway(by).header("Azure-AsyncOperation");
    time.advance(Duration.ofMinutes(9));
    assertEquals("InProgress", status(operation));
    assertEquals("Deleting", provisioning());
    assertEquals(0, arm.capacity("valheim"));
    time.advance(Duration.ofSeconds(30));
    assertEquals("Succeeded", status(operation));
    assertEquals(404, client.get("/virtualMachines/0").status());
  }

  @ParameterizedTest
  @ValueSource(strings = {"DELETE", "PATCH"})
  void aDeletionThatFailsLeavesTheMachineRunningAndTheCapacityAsAsked(String by)
      throws IOException {
    client.capacity(1);
    time.advance(LONG);
    arm.deletions("valheim", Deletion.failing("InternalExecutionError"));
    String operation = takenAway(by).header("Azure-AsyncOperation");
    time.advance(LONG);
    assertEquals("Failed", status(operation));
    assertEquals("Succeeded", provisioning());
    assertEquals(0, arm.capacity("valheim"));
    assertEquals(1, arm.running("valheim").size());
    assertEquals(List.of("created valheim_0"), machines.heard);
    var view = client.get("/instanceView").json().at("/statuses/0/code");
    assertEquals("ProvisioningState/failed/InternalExecutionError", view.asText());
  }

  @Test
  void aRegularSetHasNoEvictionPolicyAndNoPrice() throws IOException {
    arm.addRegularSet("ondemand", "Standard_D2as_v5");
    String path = ArmClient.set("").replace("valheim", "ondemand");
    var profile = client.send("GET", path, "").json().at("/properties/virtualMachineProfile");
    assertEquals("Regular", profile.path("priority").asText());
    assertTrue(profile.path("evictionPolicy").isMissingNode());
    assertTrue(profile.path("billingProfile").isMissingNode());
    var spot = client.get("").json().at("/properties/virtualMachineProfile/priority");
    assertEquals("Spot", spot.asText());
  }

  @Test
  void aSizeThatIsOutIsRefusedAtOnceAndAnotherIsGiven() throws IOException {
    arm.noRoom("valheim", new Shortage("SkuNotAvailable", true, Set.of("Standard_D2as_v5")));
    assertEquals(409, client.capacity(1).status());
    assertEquals(0, arm.capacity("valheim"));
    String other = "{\"sku\":{\"name\":\"Standard_D4as_v5\",\"capacity\":1}}";
    assertEquals(200, client.send("PATCH", ArmClient.set(""), other).status());
    time.advance(LONG);
    assertEquals("Standard_D4as_v5", machines.created.getFirst().size());
  }

  @Test
  void theThirteenthUpdateAtOnceHasToWait() throws IOException {
    for (int i = 0; i < 12; i++) {
      assertEquals(200, client.capacity(0).status());
    }
    ArmClient.Answer refused = client.capacity(0);
    assertEquals(429, refused.status());
    assertEquals("15", refused.header("Retry-After"));
    time.advance(Duration.ofSeconds(15));
    assertEquals(200, client.capacity(0).status());
    assertEquals(14, arm.log().updates("valheim"));
  }

  @Test
  void theThirtySeventhReadAtOnceHasToWait() throws IOException {
    for (int i = 0; i < 36; i++) {
      assertEquals(200, client.get("").status());
    }
    assertEquals(429, client.get("").status());
  }

  @Test
  void aLostAnswerHasChangedTheSetAllTheSame() {
    arm.faults().next("valheim", new Fault.LostAnswer(), 1);
    assertThrows(IOException.class, () -> client.capacity(1));
    assertEquals(1, arm.capacity("valheim"));
  }

  @Test
  void aLostRequestHasChangedNothing() {
    arm.faults().next("valheim", new Fault.LostRequest(), 1);
    assertThrows(IOException.class, () -> client.capacity(1));
    assertEquals(0, arm.capacity("valheim"));
  }

  @Test
  void commandedFaultsAreAnsweredUntilTheyAreOff() throws IOException {
    arm.faults().on("valheim", new Fault.Broken(500));
    assertEquals(500, client.get("").status());
    arm.faults().on("valheim", new Fault.TooMany(Duration.ofSeconds(7)));
    assertEquals("7", client.get("").header("Retry-After"));
    arm.faults().off("valheim");
    assertEquals(200, client.get("").status());
  }

  @Test
  void strangersAndStrangePathsAreRefused() throws IOException {
    assertEquals(
        401, client.send("GET", ArmClient.set(""), "", "Authorization", "Basic x").status());
    assertEquals(404, client.send("GET", ArmClient.set("x"), "").status());
    assertEquals(404, client.send("GET", ArmClient.set("").replace("games", "none"), "").status());
    assertEquals(400, client.send("GET", ArmClient.set("?api-version="), "").status());
    assertEquals(400, client.capacity(-1).status());
    assertEquals(400, client.send("PATCH", ArmClient.set(""), "[1]").status());
  }

  @Test
  void overprovisioningMakesASecondMachineForAWhile() throws IOException {
    stop();
    arm = started(ArmOptions.likeAzure("sub", "games").overprovisioning());
    client = new ArmClient(arm.uri());
    client.capacity(1);
    time.advance(Duration.ofSeconds(40));
    assertEquals(2, arm.running("valheim").size());
    time.advance(LONG);
    assertEquals(1, arm.running("valheim").size());
    assertTrue(machines.heard.contains("deleted valheim_1"));
    assertFalse(machines.heard.contains("deleted valheim_0"));
  }

  private ArmClient.Answer takenAway(String by) throws IOException {
    return by.equals("DELETE")
        ? client.send("DELETE", ArmClient.set("/virtualMachines/0"), "")
        : client.capacity(0);
  }

  private String provisioning() throws IOException {
    return client.get("/virtualMachines/0").json().at("/properties/provisioningState").asText();
  }

  private String status(String operation) throws IOException {
    return client.send("GET", operation, "").json().path("status").asText();
  }
}
