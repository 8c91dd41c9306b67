package hearth.azure;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;

import com.azure.core.http.HttpPipelineBuilder;
import com.azure.core.http.jdk.httpclient.JdkHttpClientBuilder;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import hearth.core.port.Result;
import hearth.core.port.ScaleSetView.Instance;
import hearth.core.port.ScaleSetView.Operation;
import hearth.core.wanted.Scale;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The adapter against scripted answers: what exactly is sent, and how every refusal is read. */
class VmScaleSetsTest {
  private static final String SET =
      "/subscriptions/sub/resourceGroups/games/providers/Microsoft.Compute/virtualMachineScaleSets/a";
  private static final Scale ONE = new Scale("a", "Standard_D2as_v5", 1, 1, 0, null, 0, null);

  private final Map<String, Answer> answers = new ConcurrentHashMap<>();
  private final Map<String, Sent> sent = new ConcurrentHashMap<>();
  private HttpServer server;
  private VmScaleSets sets;

  private record Answer(int status, String body, Map<String, String> headers) {}

  private record Sent(String body, String ifMatch) {}

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::answer);
    server.start();
    sets =
        new VmScaleSets(
            new HttpPipelineBuilder().httpClient(new JdkHttpClientBuilder().build()).build(),
            URI.create(base()),
            "sub",
            "games");
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  private String base() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  private void answer(HttpExchange exchange) throws IOException {
    String key = exchange.getRequestMethod() + " " + exchange.getRequestURI().getPath();
    String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    sent.put(key, new Sent(body, exchange.getRequestHeaders().getFirst("If-Match")));
    Answer answer =
        answers.getOrDefault(
            key, new Answer(404, "{\"error\":{\"code\":\"ResourceNotFound\"}}", Map.of()));
    byte[] bytes = answer.body().getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", "application/json");
    answer.headers().forEach(exchange.getResponseHeaders()::set);
    exchange.sendResponseHeaders(answer.status(), bytes.length == 0 ? -1 : bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }

  private void on(String request, int status, String body, String... headers) {
    Map<String, String> map = headers.length == 0 ? Map.of() : Map.of(headers[0], headers[1]);
    answers.put(request, new Answer(status, body, map));
  }

  @Test
  void beginningSendsSizeAndCapacityAloneAndTheETagAsItWasSeen() {
    on("PATCH " + SET, 200, "{}", "Azure-AsyncOperation", base() + "/operations/1");
    Result result = sets.begin(ONE, "\"7\"");
    assertEquals(base() + "/operations/1", assertInstanceOf(Result.Done.class, result).reference());
    Sent patch = sent.get("PATCH " + SET);
    assertEquals("{\"sku\":{\"name\":\"Standard_D2as_v5\",\"capacity\":1}}", patch.body());
    assertEquals("\"7\"", patch.ifMatch());
  }

  @ParameterizedTest
  @CsvSource({
    "412, PreconditionFailed, Stale",
    "409, Conflict, Later",
    "409, SkuNotAvailable, NoRoom",
    "409, AllocationFailed, NoRoom",
    "409, ZonalAllocationFailed, NoRoom",
    "409, OverconstrainedAllocationRequest, NoRoom",
    "409, SpotPriceGreaterThanProvidedMaxPrice, NoRoom",
    "409, OperationNotAllowed, Refused",
    "400, QuotaExceeded, Refused",
    "403, AuthorizationFailed, Refused",
    "404, ResourceNotFound, Refused",
    "500, InternalServerError, Later",
    "503, ServerBusy, Later"
  })
  void everyRefusalIsReadForWhatItMeansHoweverDeepItsCode(int status, String code, String means) {
    String nested =
        "{\"error\":{\"code\":\"Outer\",\"message\":\"m\",\"details\":[{\"code\":\"Middle\","
            + "\"message\":\"m\",\"details\":[{\"code\":\""
            + code
            + "\",\"message\":\"m\"}]}]}}";
    on("PATCH " + SET, status, nested);
    assertEquals(means, sets.begin(ONE, "\"1\"").getClass().getSimpleName(), code);
  }

  @Test
  void aThrottledCallSaysHowLongToWaitAndThatNothingWasDone() {
    on("PATCH " + SET, 429, "{\"error\":{\"code\":\"TooManyRequests\"}}", "Retry-After", "17");
    assertEquals(new Result.Later(Duration.ofSeconds(17), false), sets.begin(ONE, "\"1\""));
  }

  @Test
  void aServerErrorMayHaveDoneItAllTheSame() {
    on("PATCH " + SET, 500, "");
    assertEquals(new Result.Later(Duration.ZERO, true), sets.begin(ONE, "\"1\""));
  }

  @Test
  void nobodyListeningIsLater() {
    server.stop(0);
    assertInstanceOf(Result.Later.class, sets.begin(ONE, "\"1\""));
    assertInstanceOf(Result.Later.class, sets.look("a", null));
  }

  @Test
  void aLookShowsTheSetItsMachinesAndTheirAddresses() {
    set(1, "Succeeded");
    on(
        "GET " + SET + "/virtualMachines",
        200,
        "{\"value\":[{\"instanceId\":\"4\",\"properties\":{\"vmId\":\"vm-4\"}},"
            + "{\"instanceId\":\"5\",\"properties\":{\"vmId\":\"vm-5\"}}]}");
    on(
        "GET " + SET + "/publicipaddresses",
        200,
        "{\"value\":[{\"id\":\""
            + SET
            + "/virtualMachines/4/networkInterfaces/nic/ipConfigurations"
            + "/ip/publicIPAddresses/public\",\"properties\":{\"ipAddress\":\"203.0.113.7\"}}]}");
    var view = assertInstanceOf(Result.Looked.class, sets.look("a", null)).view();
    assertEquals(
        List.of(new Instance("vm-4", "203.0.113.7"), new Instance("vm-5", null)), view.instances());
    assertEquals("\"7\"", view.etag());
    assertEquals(1, view.capacity());
    assertEquals(new Operation.None(), view.operation());
  }

  @Test
  void anEmptySetIsNotAskedForAddresses() {
    set(0, "Updating");
    on("GET " + SET + "/virtualMachines", 200, "{\"value\":[]}");
    var view = assertInstanceOf(Result.Looked.class, sets.look("a", null)).view();
    assertEquals(false, view.settled());
    assertNull(sent.get("GET " + SET + "/publicipaddresses"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {"status":"InProgress"} | Running
          {"status":"Succeeded"}  | Succeeded
          {"status":"Failed","error":{"code":"X","message":"m","details":[{"code":"AllocationFailed","message":"m"}]}} | Failed
          {"status":"Canceled","error":{"code":"OperationPreempted","message":"m"}} | None
          """)
  void anOperationStandsAsItsDocumentSays(String document, String stands) {
    set(0, "Succeeded");
    on("GET " + SET + "/virtualMachines", 200, "{\"value\":[]}");
    on("GET /operations/1", 200, document);
    Result result = sets.look("a", base() + "/operations/1");
    var view = assertInstanceOf(Result.Looked.class, result).view();
    assertEquals(stands, view.operation().getClass().getSimpleName());
  }

  @Test
  void anOperationElsewhereIsNeverAsked() {
    set(0, "Succeeded");
    Result result = sets.look("a", "http://elsewhere.example/operations/1");
    assertInstanceOf(Result.Later.class, result);
    assertNull(sent.get("GET " + SET), "nothing was sent at all");
  }

  private void set(int capacity, String state) {
    on(
        "GET " + SET,
        200,
        "{\"etag\":\"\\\"7\\\"\",\"sku\":{\"name\":\"Standard_D2as_v5\",\"capacity\":"
            + capacity
            + "},\"properties\":{\"provisioningState\":\""
            + state
            + "\"}}");
  }
}
