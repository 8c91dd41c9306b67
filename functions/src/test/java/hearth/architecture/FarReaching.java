package hearth.architecture;

import com.azure.core.http.jdk.httpclient.JdkHttpClientProvider;
import com.azure.core.util.serializer.JacksonAdapter;

/** Names two classes of libraries; what is slow lies behind them. */
final class FarReaching {
  private FarReaching() {}

  static Class<?>[] neighbours() {
    return new Class<?>[] {JdkHttpClientProvider.class, JacksonAdapter.class};
  }
}
