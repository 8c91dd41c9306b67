package hearth.local.host;

import hearth.local.host.queue.IdentityCredential;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.azure.core.http.jdk.httpclient.JdkHttpClientBuilder;
import com.azure.storage.queue.QueueClient;
import com.azure.storage.queue.QueueClientBuilder;
import hearth.local.azurite.Azurite;
import hearth.local.identity.IdentityStandIn;
import hearth.local.tls.LocalCertificate;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class HostProcessTest {
  @TempDir Path directory;
  private final String name = "process-" + UUID.randomUUID();

  private HostProcess started(String... more) {
    String[] arguments = {"--staging", directory.resolve("staging").toString(), "--port", "0"};
    return new HostProcess(
        Map.of("Control", SharedAzurite.connectionString()),
        List.of(),
        java.util.stream.Stream.of(arguments, more)
            .flatMap(java.util.Arrays::stream)
            .toArray(String[]::new));
  }

  @Test
  void itSaysWhereItListensAndEndsWhenToldTo() throws Exception {
    SampleApp.in(directory).function("echo", "sample.Http.echo", Staging.HTTP);
    Path ready = directory.resolve("ready");
    try (HostProcess host = started("--ready-file", ready.toString())) {
      Eventually.isTrue("the ready file", () -> Files.exists(ready));
      String address = Files.readString(ready);
      assertTrue(address.matches("http://127\\.0\\.0\\.1:\\d+"), address);
      host.awaitPrinted("ready " + address);
      host.terminate();
      assertEquals(143, host.exitCode());
    }
  }

  @Test
  void whatItCannotHostItNamesAndExitsWith1() {
    try (HostProcess host = started()) {
      assertEquals(1, host.exitCode());
      assertTrue(host.lines().getFirst().matches("host: .*it holds no host\\.json"));
    }
    try (HostProcess host = started("--porridge", "1")) {
      assertEquals(1, host.exitCode());
      assertEquals("host: there is no option --porridge", host.lines().getFirst());
    }
  }

  @Test
  void aMessageFetchedByAKilledHostComesAgainWhenItsTimeIsOver() {
    QueueClient queue = SharedAzurite.queue(name);
    queue.create();
    SampleApp.in(directory).function("work", "sample.Queue.stall", Staging.queueTrigger(name));
    queue.sendMessage("bWU=");
    try (HostProcess host = started("--hidden-seconds", "5")) {
      host.awaitPrinted("working, attempt 1");
    }
    try (HostProcess host = started("--hidden-seconds", "5")) {
      host.awaitPrinted("working, attempt 2");
      Eventually.isTrue(
          "an empty queue", () -> queue.getProperties().getApproximateMessagesCountLong() == 0);
    }
  }

  @Test
  void itReachesStorageWithTheAppsIdentityAndTrustsTheGivenStore() {
    LocalCertificate certificate = LocalCertificate.in(directory.resolve("certificate"));
    SampleApp.in(directory).function("work", "sample.Queue.flaky", Staging.queueTrigger("work"));
    try (Azurite azurite = Azurite.overHttps(directory.resolve("data"), certificate);
        IdentityStandIn identity =
            new IdentityStandIn(IdentityStandIn.Options.standard("secret"))) {
      azurite.start();
      identity.start();
      QueueClient queue = queue(azurite, identity, certificate);
      queue.create();
      queue.sendMessage("bWU=");
      Map<String, String> settings =
          Map.of(
              "Control__queueServiceUri", azurite.queueUri().toString(),
              "IDENTITY_ENDPOINT", identity.uri().toString(),
              "IDENTITY_HEADER", "secret");
      List<String> trust =
          List.of(
              "-Djavax.net.ssl.trustStore=" + certificate.trustStore(),
              "-Djavax.net.ssl.trustStorePassword=" + certificate.password());
      String staging = directory.resolve("staging").toString();
      try (HostProcess host =
          new HostProcess(settings, trust, "--staging", staging, "--port", "0")) {
        host.awaitPrinted("attempt 2 of me");
      }
    }
  }

  private static QueueClient queue(
      Azurite azurite, IdentityStandIn identity, LocalCertificate certificate) {
    HttpClient.Builder http = HttpClient.newBuilder().sslContext(certificate.clientContext());
    return new QueueClientBuilder()
        .endpoint(azurite.queueUri().toString())
        .queueName("work")
        .httpClient(new JdkHttpClientBuilder(http).build())
        .credential(new IdentityCredential(identity.uri(), "secret", Optional.empty()))
        .buildClient();
  }
}
