package hearth.local.host.function;

import hearth.local.host.HostOptions;
import hearth.local.host.Host;
import hearth.local.host.Staging;
import hearth.local.host.SampleApp;
import hearth.local.host.Hosted;
import hearth.local.host.Jars;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class InstancesTest {
  private static final String INTERFACE =
      """
      package com.microsoft.azure.functions.spi.inject;
      public interface FunctionInstanceInjector {
        <T> T getInstance(Class<T> type) throws Exception;
      }
      """;
  private static final String ONE =
      """
      package sample;
      public class One implements com.microsoft.azure.functions.spi.inject.FunctionInstanceInjector {
        private Object kept;
        public synchronized <T> T getInstance(Class<T> type) throws Exception {
          kept = kept == null ? type.getDeclaredConstructor().newInstance() : kept;
          return type.cast(kept);
        }
      }
      """;

  @TempDir Path directory;

  private Staging registering(String... injectors) throws Exception {
    Staging staging = new Staging(directory);
    Map<String, String> sources = new HashMap<>();
    sources.put("sample/Counted.java", SampleApp.source("Counted"));
    sources.put(Instances.INJECTOR.replace('.', '/') + ".java", INTERFACE);
    sources.put("sample/One.java", ONE);
    sources.put("sample/Two.java", ONE.replace("One", "Two"));
    sources.put("META-INF/services/" + Instances.INJECTOR, String.join("\n", injectors));
    Jars.make(staging.jar(), sources, List.of());
    return staging.function("counted", "sample.Counted.run", Staging.HTTP);
  }

  @Test
  void theOneInjectorIsAskedForTheInstance() throws Exception {
    try (Hosted host = new Hosted(registering("sample.One"))) {
      host.post("/api/counted", "");
      assertEquals("call 2", host.post("/api/counted", "").body());
    }
  }

  @Test
  void withoutAnInjectorEveryInvocationHasANewInstance() throws Exception {
    try (Hosted host = new Hosted(registering())) {
      host.post("/api/counted", "");
      assertEquals("call 1", host.post("/api/counted", "").body());
    }
  }

  @Test
  void twoInjectorsAreRefused() throws Exception {
    Staging staging = registering("sample.One", "sample.Two");
    assertThrows(HostException.class, () -> new Host(HostOptions.of(staging.folder())));
  }
}
