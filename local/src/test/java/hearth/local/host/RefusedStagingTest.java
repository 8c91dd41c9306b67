package hearth.local.host;

import hearth.local.host.function.HostException;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class RefusedStagingTest {
  @TempDir Path directory;
  private Staging staging;

  @BeforeEach
  void stage() {
    staging = SampleApp.in(directory);
  }

  private void assertRefused(String part) {
    assertRefused(staging.folder(), part);
  }

  private static void assertRefused(Path folder, String part) {
    HostOptions options = HostOptions.of(folder).withSettings(java.util.Map.of());
    HostException e = assertThrows(HostException.class, () -> new Host(options).close());
    assertTrue(e.getMessage().contains(part), e.getMessage());
  }

  @Test
  void aFolderWithoutHostJsonIsNone() {
    assertRefused(directory.resolve("nowhere"), "it holds no host.json");
  }

  @Test
  void aFolderWithoutFunctionsIsRefused() {
    assertRefused("holds no function");
  }

  @Test
  void aMissingClassIsNamed() {
    staging.function("one", "sample.Nowhere.run", Staging.HTTP);
    assertRefused("the jar has no class sample.Nowhere");
  }

  @Test
  void aMissingMethodIsNamed() {
    staging.function("one", "sample.Http.nothing", Staging.HTTP);
    assertRefused("sample.Http has 0 public methods nothing");
  }

  @Test
  void aBindingOfAnotherKindIsNamed() {
    staging.function(
        "one", "sample.Http.echo", "{\"type\": \"blobTrigger\", \"direction\": \"in\"}");
    assertRefused("type 'blobTrigger'");
  }

  @Test
  void aParameterBoundToNothingIsNamed() {
    staging.function("one", "sample.Http.bytes", Staging.HTTP);
    assertRefused("bound to nothing");
  }

  @Test
  void aConnectionWithoutSettingsIsNamed() {
    staging.function("one", "sample.Queue.flaky", Staging.queueTrigger("work"));
    assertRefused("neither Control nor Control__queueServiceUri");
  }

  @Test
  void aJarThatIsNotThereIsNamed() {
    staging.function("one", "sample.Http.echo", Staging.HTTP);
    staging.write(
        "one/function.json",
        "{\"scriptFile\":\"../no.jar\",\"entryPoint\":\"a.b\","
            + "\"bindings\":["
            + Staging.HTTP
            + "]}");
    assertRefused("no.jar is not there");
  }

  @Test
  void aHostJsonThatSaysNonsenseIsRefused() {
    staging.function("one", "sample.Http.echo", Staging.HTTP);
    staging.write("host.json", "{\"extensions\":{\"queues\":{\"batchSize\":64}}}");
    assertRefused("batchSize must be from 1 to 32");
    staging.write("host.json", "{\"extensions\":{\"queues\":{\"visibilityTimeout\":\"soon\"}}}");
    assertRefused("visibilityTimeout is not like 00:00:10");
  }
}
