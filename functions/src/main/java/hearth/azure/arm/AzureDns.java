package hearth.azure.arm;

import com.azure.core.http.HttpHeaderName;
import com.azure.core.http.HttpMethod;
import com.azure.core.http.HttpPipeline;
import com.azure.core.http.HttpRequest;
import com.azure.core.http.HttpResponse;
import com.azure.core.util.Context;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import hearth.core.fleet.Server;
import hearth.core.port.DnsNames;
import hearth.core.port.Result;
import java.net.URI;
import java.time.Duration;
import java.util.function.Supplier;

/** A records in an Azure DNS zone of the deployment's resource group. */
public final class AzureDns implements DnsNames {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String VERSION = "2018-05-01";

  /** In seconds: how long players' machines may believe the address of the machine before. */
  private static final int TTL = 60;

  private final Supplier<HttpPipeline> pipeline;
  private final String zones;

  public AzureDns(
      Supplier<HttpPipeline> pipeline, URI arm, String subscription, String resourceGroup) {
    this.pipeline = pipeline;
    String base = arm.toString();
    this.zones =
        (base.endsWith("/") ? base.substring(0, base.length() - 1) : base)
            + "/subscriptions/"
            + subscription
            + "/resourceGroups/"
            + resourceGroup
            + "/providers/Microsoft.Network/dnsZones/";
  }

  @Override
  public Result.Delivered point(Server server, String address) {
    String url =
        zones
            + server.stableName().zone()
            + "/A/"
            + server.stableName().record()
            + "?api-version="
            + VERSION;
    ObjectNode body = JSON.createObjectNode();
    ObjectNode properties = body.putObject("properties").put("TTL", TTL);
    properties.putArray("ARecords").addObject().put("ipv4Address", address);
    HttpRequest request =
        new HttpRequest(HttpMethod.PUT, url)
            .setHeader(HttpHeaderName.CONTENT_TYPE, "application/json")
            .setBody(body.toString());
    try (HttpResponse response = pipeline.get().sendSync(request, Context.NONE)) {
      return result(response);
    } catch (RuntimeException e) {
      return new Result.Later(Duration.ZERO, true);
    }
  }

  private static Result.Delivered result(HttpResponse response) {
    int status = response.getStatusCode();
    if (status == 200 || status == 201) {
      return new Result.Done(null);
    }
    if (status == 429 || status == 409) {
      return new Result.Later(AzureFailure.retryAfter(response), false);
    }
    return status >= 500 || status == 408
        ? new Result.Later(Duration.ZERO, true)
        : new Result.Refused("HTTP " + status, "the DNS zone's record cannot be written");
  }
}
