package hearth.local.host.http;

import com.microsoft.azure.functions.HttpResponseMessage;
import com.microsoft.azure.functions.HttpStatusType;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/** A response as a function builds it. */
record AppResponse(HttpStatusType status, Map<String, String> headers, Object body)
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
    private final Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    private HttpStatusType status;
    private Object body;

    Builder(HttpStatusType status) {
      this.status = status;
    }

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
      Map<String, String> copy = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
      copy.putAll(headers);
      return new AppResponse(status, Collections.unmodifiableMap(copy), body);
    }
  }
}
