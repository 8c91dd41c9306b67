package hearth.local.http;

import java.io.IOException;

/** Answers a request with events, one after another, until somebody hangs up. */
@FunctionalInterface
public interface Events {
  /** Takes what is to be sent. */
  interface Sink {
    /**
     * Sends one event; an empty text only keeps the connection awake.
     *
     * @param text one line
     * @throws IOException when nobody listens any more
     */
    void send(String text) throws IOException;
  }

  /**
   * Sends until the sink refuses. Where it returns without having sent anything the request is
   * answered 403.
   */
  void stream(Request request, Sink sink) throws IOException, InterruptedException;
}
