package hearth.azure.arm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;

import com.azure.core.http.HttpPipeline;
import com.azure.core.http.HttpPipelineBuilder;
import com.azure.core.http.jdk.httpclient.JdkHttpClientBuilder;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import hearth.azure.Calls;
import hearth.core.port.Remedy;
import hearth.core.port.Result;
import hearth.core.port.ScaleSetView.Instance;
import hearth.core.port.ScaleSetView.Operation;
import hearth.core.wanted.Progress;
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
  private static final Scale ONE =
      new Scale("a", "Standard_D2as_v5", 1, null, new Progress(1, 0, 0, null));

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
    sets = new VmScaleSets(VmScaleSetsTest::pipeline, URI.create(base()), "sub", "games");
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  private static HttpPipeline pipeline() {
    return new HttpPipelineBuilder().httpClient(new JdkHttpClientBuilder().build()).build();
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
    "429, OperationNotAllowed, LATER",
    "409, Conflict, LATER",
    "409, AnotherOperationInProgress, LATER",
    "409, SkuNotAvailable, NEXT_PLACEMENT",
    "400, skunotavailable, NEXT_PLACEMENT",
    "409, AllocationFailed, NEXT_PLACEMENT",
    "409, ZonalAllocationFailed, NEXT_PLACEMENT",
    "409, OverconstrainedAllocationRequest, NEXT_PLACEMENT",
    "409, OverconstrainedZonalAllocationRequest, NEXT_PLACEMENT",
    "409, SpotPriceGreaterThanProvidedMaxPrice, NEXT_PLACEMENT",
    "500, AllocationFailed, NEXT_PLACEMENT",
    "409, OperationNotAllowed, OTHER_QUOTA",
    "400, QuotaExceeded, OTHER_QUOTA",
    "409, ScopeLocked, NONE",
    "403, RequestDisallowedByPolicy, NONE",
    "403, AuthorizationFailed, NONE",
    "403, LinkedAuthorizationFailed, NONE",
    "404, ResourceNotFound, NONE",
    "409, ReadOnlyDisabledSubscription, NONE",
    "401, ExpiredAuthenticationToken, LATER",
    "409, NeverHeardOf, ONCE_ELSEWHERE",
    "400, NeverHeardOf, ONCE_ELSEWHERE",
    "403, NeverHeardOf, ONCE_ELSEWHERE",
    "500, NeverHeardOf, LATER",
    "500, InternalServerError, LATER",
    "503, ServerBusy, LATER"
  })
  void everyRefusalIsReadForWhatItMeansHoweverDeepItsCode(int status, String code, String means) {
    on("PATCH " + SET, status, nested(code, "the reason"));
    Result.Scaled result = sets.begin(ONE, "\"1\"");
    assertEquals(means, meaning(result), code);
    switch (result) {
      case Result.NoMachine none ->
          assertEquals(List.of(code, "the reason"), List.of(none.code(), none.message()));
      case Result.Refused refused ->
          assertEquals(List.of(code, "the reason"), List.of(refused.code(), refused.message()));
      default -> {}
    }
  }

  @ParameterizedTest
  @CsvSource({
    "401, NONE",
    "403, NONE",
    "404, NONE",
    "408, LATER",
    "409, LATER",
    "502, LATER",
    "400, NONE"
  })
  void whereAzureSaysNothingItsStatusDecides(int status, String means) {
    on("PATCH " + SET, status, "");
    assertEquals(means, meaning(sets.begin(ONE, "\"1\"")));
  }

  @Test
  void ofTwoDetailsTheOneThatIsKnownCounts() {
    String two =
        "{\"error\":{\"code\":\"DeploymentFailed\",\"message\":\"m\",\"details\":["
            + "{\"code\":\"Odd\",\"message\":\"odd\"},{\"code\":\"ScopeLocked\",\"message\":\"locked\"}]}}";
    on("PATCH " + SET, 409, two);
    assertEquals(new Result.Refused("ScopeLocked", "locked"), sets.begin(ONE, "\"1\""));
  }

  private static String meaning(Result.Scaled result) {
    return switch (result) {
      case Result.NoMachine none -> none.remedy().name();
      case Result.Refused refused -> Remedy.NONE.name();
      case Result.Later later -> Remedy.LATER.name();
      default -> result.getClass().getSimpleName();
    };
  }

  private static String nested(String code, String message) {
    return "{\"error\":{\"code\":\"Outer\",\"message\":\"m\",\"details\":[{\"code\":\"Middle\","
        + "\"message\":\"m\",\"details\":[{\"code\":\""
        + code
        + "\",\"message\":\""
        + message
        + "\"}]}]}}";
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
            + "{\"instanceId\":\"5\",\"properties\":{\"vmId\":\"vm-5\",\"provisioningState\":\"Deleting\"}}]}");
    on(
        "GET " + SET + "/publicipaddresses",
        200,
        "{\"value\":[{\"id\":\""
            + SET
            + "/virtualMachines/4/networkInterfaces/nic/ipConfigurations"
            + "/ip/publicIPAddresses/public\",\"properties\":{\"ipAddress\":\"203.0.113.7\"}}]}");
    var view = assertInstanceOf(Result.Looked.class, sets.look("a", null)).view();
    assertEquals(
        List.of(
            new Instance("4", "vm-4", "203.0.113.7", false), new Instance("5", "vm-5", null, true)),
        view.instances());
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

  @ParameterizedTest
  @CsvSource({
    "AllocationFailed, NEXT_PLACEMENT",
    "OSProvisioningTimedOut, NEXT_PLACEMENT",
    "InternalExecutionError, NEXT_PLACEMENT",
    "OperationNotAllowed, OTHER_QUOTA",
    "ScopeLocked, NONE",
    "NeverHeardOf, ONCE_ELSEWHERE"
  })
  void aFailedOperationSaysWhereAMachineMayStillBeHad(String code, Remedy remedy) {
    set(1, "Failed");
    on("GET " + SET + "/virtualMachines", 200, "{\"value\":[]}");
    String error = nested(code, "m").replaceFirst("^\\{", "{\"status\":\"Failed\",");
    on("GET /operations/1", 200, error);
    assertEquals(new Operation.Failed(remedy, code, "m"), operation());
  }

  @ParameterizedTest
  @CsvSource({
    "401, Updating, Running",
    "403, Updating, Running",
    "403, Succeeded, Succeeded",
    "403, Failed, Failed",
    "404, Creating, Running",
    "404, Failed, Failed"
  })
  void anOperationThatCannotBeReadStandsAsItsSetDoes(int status, String state, String stands) {
    set(1, state);
    on("GET " + SET + "/virtualMachines", 200, "{\"value\":[]}");
    on("GET " + SET + "/instanceView", 200, "{}");
    on("GET /operations/1", status, "{\"error\":{\"code\":\"AuthorizationFailed\"}}");
    assertEquals(stands, operation().getClass().getSimpleName());
  }

  @Test
  void whyAChangeFailedIsReadFromTheSetsViewWhereItsOperationCannotBeRead() {
    set(1, "Failed");
    on("GET " + SET + "/virtualMachines", 200, "{\"value\":[]}");
    on("GET /operations/1", 403, "");
    on(
        "GET " + SET + "/instanceView",
        200,
        "{\"statuses\":[{\"code\":\"ProvisioningState/failed/OverconstrainedAllocationRequest\","
            + "\"message\":\"no room\"}]}");
    assertEquals(
        new Operation.Failed(Remedy.NEXT_PLACEMENT, "OverconstrainedAllocationRequest", "no room"),
        operation());
  }

  @Test
  void addressesThatMayNotBeReadAreNoEmptyList() {
    set(1, "Succeeded");
    on(
        "GET " + SET + "/virtualMachines",
        200,
        "{\"value\":[{\"instanceId\":\"4\",\"properties\":{\"vmId\":\"vm-4\"}}]}");
    on("GET " + SET + "/publicipaddresses", 403, "");
    assertInstanceOf(Result.Refused.class, sets.look("a", null));
  }

  /** The list that the templates make the app's role of. */
  @Test
  void everyCallIsOnTheListOfCallsAndTheirActions() throws IOException {
    set(1, "Failed");
    on(
        "GET " + SET + "/virtualMachines",
        200,
        "{\"value\":[{\"instanceId\":\"4\",\"properties\":{\"vmId\":\"vm-4\"}}]}");
    on("GET " + SET + "/publicipaddresses", 200, "{\"value\":[]}");
    on("GET " + SET + "/instanceView", 200, "{}");
    String at = "/subscriptions/sub/providers/Microsoft.Compute/locations/westeurope/operations/1";
    sets.look("a", base() + at);
    sets.begin(ONE, "\"1\"");
    sets.remove("a", "4");
    new AzureDns(VmScaleSetsTest::pipeline, URI.create(base()), "sub", "games")
        .point(AzureDnsTest.named(), "203.0.113.7");
    assertEquals(Calls.listed(), Calls.onList(sent.keySet()));
  }

  @ParameterizedTest
  @CsvSource({
    "200, '', Done",
    "202, '', Done",
    "204, '', Done",
    "404, ResourceNotFound, Done",
    "409, AnotherOperationInProgress, Later",
    "409, ScopeLocked, Refused",
    "412, PreconditionFailed, Later",
    "429, OperationNotAllowed, Later",
    "500, InternalServerError, Later",
    "403, AuthorizationFailed, Refused",
    "400, NeverHeardOf, Refused"
  })
  void aMachineIsRemovedByItsNumberAndOneThatIsNotThereIsAsGoodAsRemoved(
      int status, String code, String result) {
    String path = "DELETE " + SET + "/virtualMachines/4";
    on(path, status, code.isEmpty() ? "" : "{\"error\":{\"code\":\"" + code + "\"}}");
    assertEquals(result, sets.remove("a", "4").getClass().getSimpleName());
    assertEquals("", sent.get(path).body());
  }

  private Operation operation() {
    Result result = sets.look("a", base() + "/operations/1");
    return assertInstanceOf(Result.Looked.class, result).view().operation();
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
