package hearth.local.e2e;

import com.fasterxml.jackson.databind.node.ObjectNode;
import hearth.local.http.Json;
import hearth.local.stack.LocalStack;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Rings the app's bell, as a machine or as somebody who would like to be one. */
final class Ringer implements AutoCloseable {
  private final LocalStack stack;
  private final String masterSecret;
  private final HttpClient http = HttpClient.newHttpClient();
  private final AtomicLong last = new AtomicLong();

  /**
   * @param directory the stack's
   */
  Ringer(LocalStack stack, Path directory) {
    this.stack = stack;
    try {
      ObjectNode settings =
          Json.objectIn(Files.readString(directory.resolve("settings.json"))).orElseThrow();
      masterSecret = settings.path("HEARTH_MASTER_SECRET").textValue();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A ring of a machine of that generation, newer than the last. */
  String right(String server, long generation) {
    long number = last.updateAndGet(n -> Math.max(n + 1, System.currentTimeMillis()));
    byte[] key = hmac(masterSecret.getBytes(StandardCharsets.UTF_8), server + "|" + generation);
    return body(
        server, generation, number, hmac(hmac(key, "bell"), said(server, generation, number)));
  }

  /** One that only a guess could have made. */
  String forged(String server, long generation) {
    return body(server, generation, System.currentTimeMillis(), new byte[32]);
  }

  /** The status of its answer. */
  int ring(String body) {
    return ringing(body).join();
  }

  /** The same, without waiting for it. */
  CompletableFuture<Integer> ringing(String body) {
    HttpRequest request =
        HttpRequest.newBuilder(stack.host().bell())
            .POST(HttpRequest.BodyPublishers.ofString(body))
            .build();
    return http.sendAsync(request, HttpResponse.BodyHandlers.discarding())
        .thenApply(HttpResponse::statusCode);
  }

  private static String said(String server, long generation, long number) {
    return server + "|" + generation + "|" + number;
  }

  private static String body(String server, long generation, long number, byte[] mac) {
    return Json.text(
        Json.object()
            .put("server", server)
            .put("generation", generation)
            .put("number", number)
            .put("mac", HexFormat.of().formatHex(mac)));
  }

  private static byte[] hmac(byte[] key, String said) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(key, "HmacSHA256"));
      return mac.doFinal(said.getBytes(StandardCharsets.UTF_8));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    http.close();
  }
}
