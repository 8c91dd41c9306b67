package hearth.local.http;

/** Answers one request. What it throws is answered 500 and printed. */
@FunctionalInterface
public interface Handler {
  /** The answer to {@code request}. */
  Reply answer(Request request);
}
