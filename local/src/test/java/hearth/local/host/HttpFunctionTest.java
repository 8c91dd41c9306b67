package hearth.local.host;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayInputStream;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class HttpFunctionTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir Path directory;
  private Hosted host;

  @BeforeEach
  void start() {
    Staging staging = SampleApp.in(directory);
    staging.function("echo", "sample.Http.echo", Staging.HTTP);
    staging.function(
        "plain",
        "sample.Http.plain",
        Staging.HTTP.replace("\"request\",", "\"request\", \"route\": \"hello/{name}\","));
    staging.function("post-only", "sample.Http.echo", Staging.HTTP.replace(", \"GET\"", ""));
    staging.function("sight", "sample.Http.sight", Staging.HTTP);
    staging.function("binary", "sample.Http.binary", Staging.HTTP);
    staging.function("later", "sample.Http.later", Staging.HTTP);
    staging.function("broken", "sample.Broken.run", Staging.HTTP);
    host = new Hosted(staging);
  }

  @AfterEach
  void stop() {
    host.close();
  }

  private JsonNode echo(HttpRequest.Builder request) throws Exception {
    return JSON.readTree(host.send(request.build()).body());
  }

  @Test
  void headerNamesAreLowerCaseAndRepeatedHeadersJoined() throws Exception {
    JsonNode seen =
        echo(
            host.request("/api/echo?a=1&b=%C3%A4")
                .header("X-Signature-Ed25519", "abc")
                .header("X-Twice", "one")
                .header("X-Twice", "two")
                .POST(BodyPublishers.ofString("hi")));
    assertEquals("abc", seen.at("/headers/x-signature-ed25519").asText());
    assertEquals("one,two", seen.at("/headers/x-twice").asText());
    assertTrue(seen.at("/headers/X-Twice").isMissingNode());
    assertEquals("ä", seen.at("/query/b").asText());
    assertEquals("hi", seen.at("/body").asText());
    assertEquals("/api/echo", seen.at("/path").asText());
  }

  @Test
  void bodiesAreTextWithoutByteOrderMarkAndWithInvalidBytesReplaced() throws Exception {
    byte[] body = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF, 'a', (byte) 0xFF, 'b'};
    JsonNode seen = echo(host.request("/api/echo").POST(BodyPublishers.ofByteArray(body)));
    assertEquals("a\uFFFDb", seen.at("/body").asText());
  }

  @Test
  void aChunkedRequestArrivesWithoutItsBody() throws Exception {
    JsonNode seen =
        echo(
            host.request("/api/echo")
                .version(java.net.http.HttpClient.Version.HTTP_1_1)
                .POST(
                    BodyPublishers.ofInputStream(
                        () -> new ByteArrayInputStream(new byte[] {'h', 'i'}))));
    assertEquals("(none)", seen.at("/body").asText());
  }

  @Test
  void aResponseWithoutContentTypeIsPlainText() {
    HttpResponse<String> answer = host.post("/api/hello/you", "");
    assertEquals(202, answer.statusCode());
    assertEquals("hello you", answer.body());
    assertEquals(
        "text/plain; charset=utf-8", answer.headers().firstValue("content-type").orElseThrow());
  }

  @Test
  void anExceptionIsAnswered500AndLoggedWithTheInvocation() {
    HttpResponse<String> answer = host.post("/api/hello/trouble", "");
    assertEquals(500, answer.statusCode());
    assertEquals("", answer.body());
    assertTrue(
        host.log().stream()
            .anyMatch(
                line ->
                    line.matches(
                        "\\S+ severe function.plain [0-9a-f-]{36}: failed: .*trouble was asked.*")));
  }

  @Test
  void aRecordOfTheFunctionsLoggerIsOneLine() {
    host.post("/api/echo", "");
    assertEquals(1, host.logged("echo of a body"));
  }

  @Test
  void otherPathsAndMethodsAreNotFound() {
    assertEquals(404, host.post("/api/nothing", "").statusCode());
    assertEquals(404, host.post("/echo", "").statusCode());
    assertEquals(404, host.send(host.request("/api/echo").DELETE().build()).statusCode());
  }

  @Test
  void aFunctionThatASettingDisablesIsNotThere() {
    Staging staging = SampleApp.in(directory.resolve("disabled"));
    staging.function("on", "sample.Http.echo", Staging.HTTP);
    staging.function("off", "sample.Http.echo", Staging.HTTP);
    HostOptions options =
        HostOptions.of(staging.folder())
            .withSettings(
                Map.of(
                    "AzureWebJobs.on.Disabled", "false",
                    "AzureWebJobs.off.Disabled", "true"));
    try (Hosted some = new Hosted(options, SharedAzurite.connectionString())) {
      assertEquals(200, some.post("/api/on", "").statusCode());
      assertEquals(404, some.post("/api/off", "").statusCode());
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"GET", "HEAD", "PUT", "OPTIONS", "DELETE", "PATCH"})
  void aMethodThatTheFunctionDoesNotTakeIsNotFound(String method) {
    HttpRequest.Builder request = host.request("/api/post-only");
    assertEquals(
        404, host.send(request.method(method, BodyPublishers.noBody()).build()).statusCode());
    assertEquals(200, host.post("/api/post-only", "").statusCode());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "text/plain",
        "application/octet-stream",
        "application/x-www-form-urlencoded",
        "application/json; charset=utf-16"
      })
  void aBodyArrivesUnharmedWhateverItsContentType(String type) throws Exception {
    String body = "{ \"a\":\r\n 1e400,\t\"b\": \"\\ud800 \\u00e4 \uD83D\uDD25\" } \n";
    HttpRequest.Builder request = host.request("/api/echo").POST(BodyPublishers.ofString(body));
    if (!type.isEmpty()) {
      request.header("Content-Type", type);
    }
    assertEquals(body, echo(request).at("/body").asText());
  }

  @Test
  void aMegabyteArrives() throws Exception {
    String body = "x".repeat(1_000_000);
    assertEquals(
        body,
        echo(host.request("/api/echo").POST(BodyPublishers.ofString(body))).at("/body").asText());
  }

  @Test
  void aJsonBodyCannotBeHadAsBytes() {
    assertEquals(500, host.post("/api/binary", "{}").statusCode());
    assertEquals(0, host.logged("was run"));
  }

  @Test
  void aThreadOutlivesItsInvocationButWhatItLogsThereIsDropped() {
    assertEquals(200, host.post("/api/later", "").statusCode());
    assertEquals("over", System.getProperty(awaitProperty("sample.later")));
    assertEquals(1, host.logged("begun"));
    assertEquals(0, host.logged("too late"));
  }

  private static String awaitProperty(String name) {
    Eventually.isTrue(name, () -> System.getProperty(name) != null);
    return name;
  }

  @Test
  void everyInvocationHasAnInstanceOfItsOwn() throws Exception {
    JsonNode first = echo(host.request("/api/echo").GET());
    JsonNode second = echo(host.request("/api/echo").GET());
    assertNotEquals(first.path("instance").asInt(), second.path("instance").asInt());
  }

  @Test
  void theAppSeesOfTheHostOnlyTheFunctionsLibraryAndGson() {
    assertEquals("not seen", host.post("/api/sight", "hearth.local.host.Host").body());
    assertEquals("not seen", host.post("/api/sight", JSON.getClass().getName()).body());
    assertEquals("not seen", host.post("/api/sight", "com.azure.core.util.Context").body());
    assertEquals("com.google.gson.Gson", host.post("/api/sight", "com.google.gson.Gson").body());
    assertEquals(
        "java.net.http.HttpClient", host.post("/api/sight", "java.net.http.HttpClient").body());
  }

  @Test
  void anErrorWhileLoadingIsNeverAnswered() {
    CompletableFuture<HttpResponse<String>> answer =
        host.http()
            .sendAsync(
                host.request("/api/broken").POST(BodyPublishers.ofString("hi")).build(),
                BodyHandlers.ofString());
    host.awaitLogged("broken leaves a request unanswered");
    assertFalse(answer.isDone());
    assertEquals(1, host.logged("an error while loading: no reply"));
  }
}
