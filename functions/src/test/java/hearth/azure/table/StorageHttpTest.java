package hearth.azure.table;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import hearth.azure.Answers;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class StorageHttpTest {
  private final Answers answers = new Answers();
  private final StorageHttp http = new StorageHttp((request, date) -> "Bearer abc");

  @BeforeEach
  void start() throws IOException {
    answers.start();
  }

  @AfterEach
  void stop() {
    answers.close();
  }

  private Exchange.Answer put() {
    return http.send(
        new Exchange.Request("PUT", URI.create(answers.uri("/t")), Map.of("If-Match", "1"), "x"));
  }

  @Test
  void everyRequestBearsItsProofAndItsHeaders() {
    answers.will(204, "");
    assertEquals(204, put().status());
    assertEquals("Bearer abc", answers.header("Authorization"));
    assertEquals("1", answers.header("If-Match"));
    assertEquals(List.of("PUT /t"), answers.asked());
  }

  @Test
  void whatFailedInPassingIsSentOnceMore() {
    for (int status : new int[] {0, 408, 429, 500, 503}) {
      answers.will(status, "busy");
      answers.will(200, "fine");
      assertEquals("fine", put().body(), "after " + status);
    }
    assertEquals(10, answers.asked().size());
  }

  @Test
  void anAnswerIsAnAnswer() {
    for (int status : new int[] {200, 302, 400, 401, 403, 404, 409, 412, 501}) {
      answers.will(status, "that");
      assertEquals(status, put().status());
    }
    assertEquals(9, answers.asked().size());
  }

  @Test
  void whatFailsTwiceIsTold() {
    answers.will(503, "");
    answers.will(503, "");
    assertEquals(503, put().status());
    answers.will(0, "");
    answers.will(0, "");
    assertThrows(UncheckedIOException.class, this::put);
    assertEquals(4, answers.asked().size());
  }
}
