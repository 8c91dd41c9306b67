package hearth.local.arm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class WallTimelineTest {
  @Test
  void inRealTimeAFastStandInLightsAndLosesAMachine() throws Exception {
    List<String> heard = new CopyOnWriteArrayList<>();
    CountDownLatch created = new CountDownLatch(1);
    CountDownLatch deleted = new CountDownLatch(1);
    Machines machines =
        new Machines() {
          @Override
          public void created(Machine machine) {
            heard.add("created " + machine.name());
            created.countDown();
          }

          @Override
          public void deleted(Machine machine) {
            heard.add("deleted " + machine.name());
            deleted.countDown();
          }
        };
    ArmOptions options = ArmOptions.likeAzure("sub", "games").faster(1000);
    try (ArmStandIn arm = new ArmStandIn(options, machines);
        ArmClient client = new ArmClient(arm.uri())) {
      arm.addSet("valheim", "Standard_D2as_v5");
      arm.start();
      client.capacity(1);
      assertTrue(created.await(60, TimeUnit.SECONDS));
      assertTrue(arm.evict("valheim", "0"));
      assertTrue(deleted.await(60, TimeUnit.SECONDS));
    }
    assertEquals(List.of("created valheim_0", "deleted valheim_0"), heard);
  }
}
