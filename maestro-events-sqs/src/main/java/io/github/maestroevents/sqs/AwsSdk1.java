package io.github.maestroevents.sqs;

import static java.util.Objects.requireNonNull;

import com.amazonaws.ClientConfiguration;
import com.amazonaws.client.builder.AwsClientBuilder.EndpointConfiguration;
import com.amazonaws.regions.DefaultAwsRegionProviderChain;
import com.amazonaws.services.sqs.AmazonSQS;
import com.amazonaws.services.sqs.AmazonSQSClientBuilder;
import io.github.maestroevents.sqs.internal.client.AwsSdk1QueueClient;
import io.github.maestroevents.sqs.internal.client.SdkClasses;

/**
 * Publishers over AWS SDK for Java 1, for hosts that are still on it.
 *
 * <p>AWS SDK for Java 1 has been out of support since 2025-12-31: it gets no fixes, not for
 * security either. Use {@link SqsNotificationPublisher#builder} with SDK 2 where you can; both
 * deliver the same messages, so changing over loses nothing.
 *
 * <p>{@code com.amazonaws:aws-java-sdk-sqs} is an optional dependency that the host brings. A host
 * that never calls this class never loads a class of SDK 1.
 */
public final class AwsSdk1 {

  private AwsSdk1() {}

  /**
   * Settings of a publisher over a client that the host has made and goes on to own, unless {@link
   * SqsPublisherBuilder#closeClient} is set. The client retries by itself up to the request
   * timeout, on top of the delivery engine.
   *
   * @param queueUrl such as {@code https://sqs.us-east-1.amazonaws.com/123456789012/events}
   * @throws IllegalArgumentException if that is no URL of a queue
   */
  public static SqsPublisherBuilder builder(String queueUrl, AmazonSQS client) {
    requireNonNull(client, "client");
    return new SqsPublisherBuilder(
        queueUrl,
        settings -> AwsSdk1QueueClient.ofHost(client, settings.closesClient, settings.queue));
  }

  /**
   * Settings of a publisher over a client of its own: credentials from the SDK's default chain,
   * region and endpoint from the queue's URL, no retries besides those of the delivery engine. The
   * client is made when the publisher is built and closed with it.
   *
   * @param queueUrl such as {@code https://sqs.us-east-1.amazonaws.com/123456789012/events}
   * @throws IllegalArgumentException if that is no URL of a queue
   */
  public static SqsPublisherBuilder builder(String queueUrl) {
    return new SqsPublisherBuilder(
        queueUrl,
        settings -> {
          settings.refuseToCloseHostsClient();
          return AwsSdk1QueueClient.own(SdkClasses.call(() -> client(settings)), settings.queue);
        });
  }

  private static AmazonSQS client(SqsPublisherBuilder settings) {
    String region = region(settings);
    AmazonSQSClientBuilder builder =
        AmazonSQSClientBuilder.standard()
            .withClientConfiguration(new ClientConfiguration().withMaxErrorRetry(0));
    settings
        .queue
        .endpoint()
        .ifPresentOrElse(
            endpoint ->
                builder.withEndpointConfiguration(
                    new EndpointConfiguration(endpoint.toString(), region)),
            () -> builder.withRegion(region));
    return SdkClasses.made("AWS SDK 1", builder::build);
  }

  private static String region(SqsPublisherBuilder settings) {
    String known = settings.region();
    try {
      return known == null ? new DefaultAwsRegionProviderChain().getRegion() : known;
    } catch (RuntimeException e) { // of the SDK: no region, or a profile that it cannot read
      throw settings.noRegion(e);
    }
  }
}
