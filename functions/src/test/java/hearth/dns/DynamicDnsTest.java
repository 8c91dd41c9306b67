package hearth.dns;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

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
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DynamicDnsTest {
  private HttpServer service;
  private volatile String asked;
  private volatile int status = 200;
  private volatile String says = "OK";

  @BeforeEach
  void start() throws IOException {
    service = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    service.createContext(
        "/",
        exchange -> {
          asked = exchange.getRequestURI().toString();
          byte[] body = says.getBytes(StandardCharsets.UTF_8);
          exchange.sendResponseHeaders(status, body.length);
          exchange.getResponseBody().write(body);
          exchange.close();
        });
    service.start();
  }

  @AfterEach
  void stop() {
    service.stop(0);
  }

  @Test
  void theServiceIsToldAddressAndToken() {
    assertEquals(new Result.Done(null), point());
    assertEquals("/update?domains=v&token=a+b%26c&ip=203.0.113.7", asked);
  }

  @ParameterizedTest
  @CsvSource({
    "200, KO, Refused",
    "200, badauth, Refused",
    "200, good 203.0.113.7, Done",
    "200, nochg 203.0.113.7, Done",
    "200, 911, Later",
    "401, no, Refused",
    "404, no, Refused",
    "429, slow, Later",
    "503, away, Later"
  })
  void itsAnswersAreUnderstood(int code, String text, String result) {
    status = code;
    says = text;
    assertEquals(result, point().getClass().getSimpleName());
  }

  @Test
  void whatIsSaidOfARefusalHoldsNoToken() {
    says = "KO";
    assertFalse(point().toString().contains("a b&c"));
  }

  @Test
  void nobodyThereIsTriedAgain() {
    service.stop(0);
    assertEquals("Later", point().getClass().getSimpleName());
  }

  private Result point() {
    String update =
        "http://127.0.0.1:"
            + service.getAddress().getPort()
            + "/update?domains=v&token={token}&ip={ip}";
    Server server =
        Servers.named(
            new StableName("v.example.org", null, null, update),
            Servers.server(
                "valheim",
                "Valheim",
                "1",
                "2",
                List.of(new Placement("a", "D2", true, 0)),
                Servers.everyone(),
                Limits.DEFAULT));
    return new DynamicDns("a b&c").point(server, "203.0.113.7");
  }
}
