package io.github.maestroevents.sqs.internal.client;

import io.github.maestroevents.spi.ForeignFailure;
import java.net.URI;
import java.util.Iterator;
import java.util.Optional;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import software.amazon.awssdk.http.async.SdkAsyncHttpClient;
import software.amazon.awssdk.http.async.SdkAsyncHttpService;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.retries.DefaultRetryStrategy;
import software.amazon.awssdk.services.sqs.SqsAsyncClient;
import software.amazon.awssdk.services.sqs.SqsAsyncClientBuilder;

/**
 * The client that is made when the host hands over none: credentials from the SDK's default chain,
 * region and endpoint from the queue's URL, and no retries of its own, since the delivery engine
 * retries with the service's hints and with the order of a key in mind.
 */
public final class AwsSdk2Client {

  private static final String NETTY = "software.amazon.awssdk.http.nio.netty.";

  private AwsSdk2Client() {}

  /**
   * A client for a region.
   *
   * @param endpoint where requests go; empty for the region's own
   * @throws IllegalStateException if the SDK lacks something, which the message names
   */
  public static SqsAsyncClient of(Region region, Optional<URI> endpoint) {
    SqsAsyncClientBuilder builder =
        SqsAsyncClient.builder()
            .region(region)
            .httpClientBuilder(httpClient())
            .overrideConfiguration(
                override -> override.retryStrategy(DefaultRetryStrategy.doNotRetry()));
    endpoint.ifPresent(builder::endpointOverride);
    return SdkClasses.made("AWS SDK 2", builder::build);
  }

  /**
   * Found by the context class loader, as the SDK itself finds what it looks for by name. Named,
   * because the SDK refuses to choose when a host has several on its class path. Netty's is taken
   * before others, since it comes with the SDK.
   */
  private static SdkAsyncHttpClient.Builder<?> httpClient() {
    Iterator<SdkAsyncHttpService> services =
        ServiceLoader.load(SdkAsyncHttpService.class).iterator();
    SdkAsyncHttpService chosen = null;
    try {
      while (services.hasNext()) {
        SdkAsyncHttpService service = services.next();
        if (chosen == null || service.getClass().getName().startsWith(NETTY)) {
          chosen = service;
        }
      }
    } catch (ServiceConfigurationError e) {
      throw new IllegalStateException(
          "An HTTP client of the AWS SDK cannot be loaded", ForeignFailure.of(e));
    }
    if (chosen == null) {
      throw new IllegalStateException(
          "No asynchronous HTTP client of AWS SDK 2 is on the class path: add"
              + " software.amazon.awssdk:netty-nio-client or aws-crt-client, or hand over a client");
    }
    return chosen.createAsyncHttpClientFactory();
  }
}
