package hearth.azure.arm;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.azure.core.http.HttpPipelineBuilder;
import com.azure.core.http.jdk.httpclient.JdkHttpClientBuilder;
import com.sun.net.httpserver.HttpServer;
import hearth.core.fleet.Limits;
import hearth.core.fleet.Placement;
import hearth.core.fleet.Server;
import hearth.core.fleet.Servers;
import hearth.core.fleet.StableName;
import hearth.core.port.Result;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AzureDnsTest {
  private HttpServer arm;
  private volatile String asked;
  private volatile String body;
  private volatile int status = 200;

  @BeforeEach
  void start() throws IOException {
    arm = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    arm.createContext(
        "/",
        exchange -> {
          asked = exchange.getRequestMethod() + " " + exchange.getRequestURI();
          body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
          exchange.sendResponseHeaders(status, -1);
          exchange.close();
        });
    arm.start();
  }

  @AfterEach
  void stop() {
    arm.stop(0);
  }

  @Test
  void theRecordIsWrittenWithAShortLife() {
    assertEquals(new Result.Done(null), point());
    assertEquals(
        "PUT /subscriptions/sub/resourceGroups/games/providers/Microsoft.Network/dnsZones/"
            + "example.org/A/v?api-version=2018-05-01",
        asked);
    assertEquals(
        "{\"properties\":{\"TTL\":60,\"ARecords\":[{\"ipv4Address\":\"203.0.113.7\"}]}}", body);
  }

  @ParameterizedTest
  @CsvSource({
    "201, Done",
    "403, Refused",
    "404, Refused",
    "409, Later",
    "429, Later",
    "500, Later"
  })
  void itsAnswersAreUnderstood(int code, String result) {
    status = code;
    assertEquals(result, point().getClass().getSimpleName());
  }

  @Test
  void nobodyThereIsTriedAgain() {
    arm.stop(0);
    assertEquals("Later", point().getClass().getSimpleName());
  }

  /** A server with a name of its own. */
  static Server named() {
    return Servers.named(
        new StableName("v.example.org", "example.org", "v", null),
        Servers.server(
            "valheim",
            "Valheim",
            "1",
            "2",
            List.of(new Placement("a", "D2", true, 0)),
            Servers.everyone(),
            Limits.DEFAULT));
  }

  private Result point() {
    AzureDns dns =
        new AzureDns(
            () -> new HttpPipelineBuilder().httpClient(new JdkHttpClientBuilder().build()).build(),
            URI.create("http://127.0.0.1:" + arm.getAddress().getPort()),
            "sub",
            "games");
    return dns.point(named(), "203.0.113.7");
  }
}
