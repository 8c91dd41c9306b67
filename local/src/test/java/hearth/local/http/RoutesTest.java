package hearth.local.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RoutesTest {
  private final Routes routes =
      new Routes()
          .on("GET", "/Sets/{name}", request -> named(request.name("name")))
          .on("GET", "/sets/{name}/all", request -> named("all of " + request.name("name")));

  @Test
  void aNamedPartIsDecodedAndLiteralPartsFitInAnyCase() {
    assertEquals("a b", answer("GET", "/sets/a%20b"));
    assertEquals("all of x", answer("GET", "/SETS/x/ALL"));
  }

  @Test
  void anotherMethodOrLengthFitsNothing() {
    assertTrue(routes.answer(request("PUT", "/sets/a")).isEmpty());
    assertTrue(routes.answer(request("GET", "/sets/a/")).isEmpty());
  }

  @Test
  void aQueryIsDecoded() {
    assertEquals(Map.of("a", "1 2", "b", "", "$c", "x=y"), Request.queryOf("a=1%202&b&%24c=x%3Dy"));
    assertEquals(Map.of(), Request.queryOf(null));
  }

  private String answer(String method, String path) {
    return routes.answer(request(method, path)).orElseThrow().headers().get("Named");
  }

  private static Reply named(String name) {
    return Reply.empty(200).with("Named", name);
  }

  private static Request request(String method, String path) {
    return new Request(method, path, Map.of(), Map.of("host", List.of("x")), Map.of(), "");
  }
}
