package hearth.local.host.http;

import hearth.local.host.function.BindingType;
import hearth.local.host.function.HostException;
import hearth.local.host.function.FunctionDefinition;
import hearth.local.host.function.Binding;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class RouteTest {
  private static Route route(String prefix, String template, String... methods) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("route", template);
    for (String method : methods) {
      json.withArray("methods").add(method);
    }
    Binding trigger = new Binding(BindingType.HTTP_TRIGGER, "request", json);
    return Route.of(new FunctionDefinition("Named", "c", "m", trigger, List.of()), prefix);
  }

  @Test
  void withoutATemplateTheFunctionsNameIsTheRoute() {
    assertEquals(Optional.of(Map.of()), route("api", "").match("POST", "/API/named"));
    assertEquals(Optional.of(Map.of()), route("", "").match("PUT", "/named/"));
  }

  @Test
  void partsInBracesAreNamedValues() {
    Route route = route("api", "servers/{server}/log");
    assertEquals(
        Optional.of(Map.of("server", "Valheim")), route.match("GET", "/api/servers/Valheim/log"));
    assertEquals(Optional.empty(), route.match("GET", "/api/servers/log"));
  }

  @Test
  void otherMethodsDoNotMatch() {
    assertEquals(Optional.empty(), route("api", "x", "post").match("GET", "/api/x"));
    assertEquals(Optional.of(Map.of()), route("api", "x", "post").match("POST", "/api/x"));
  }

  @Test
  void kindsOfTemplatesItDoesNotKnowAreRefused() {
    assertThrows(HostException.class, () -> route("api", "x/{y?}"));
    assertThrows(HostException.class, () -> route("api", "x/{y:int}"));
  }
}
