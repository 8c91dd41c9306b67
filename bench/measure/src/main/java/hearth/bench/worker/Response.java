package hearth.bench.worker;

import com.microsoft.azure.functions.HttpResponseMessage;
import com.microsoft.azure.functions.HttpStatusType;
import java.util.HashMap;
import java.util.Map;

/** A response as a function builds it. */
record Response(HttpStatusType status, Map<String, String> headers, Object body)
    implements HttpResponseMessage {

  @Override
  public HttpStatusType getStatus() {
    return status;
  }

  @Override
  public int getStatusCode() {
    return status.value();
  }

  @Override
  public String getHeader(String key) {
    return headers.get(key);
  }

  @Override
  public Object getBody() {
    return body;
  }

  /** Collects a response. */
  static final class Builder implements HttpResponseMessage.Builder {
    private final Map<String, String> headers = new HashMap<>();
    private HttpStatusType status;
    private Object body;

    @Override
    public Builder status(HttpStatusType chosen) {
      status = chosen;
      return this;
    }

    @Override
    public Builder header(String key, String value) {
      headers.put(key, value);
      return this;
    }

    @Override
    public Builder body(Object chosen) {
      body = chosen;
      return this;
    }

    @Override
    public HttpResponseMessage build() {
      return new Response(status, headers, body);
    }
  }
}
