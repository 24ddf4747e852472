package io.github.maestroevents.sqs;

import static java.util.Objects.requireNonNull;

import io.github.maestroevents.spi.ForeignFailure;
import io.github.maestroevents.spi.WithheldText;
import io.github.maestroevents.sqs.internal.client.AwsSdk2Client;
import io.github.maestroevents.sqs.internal.client.AwsSdk2QueueClient;
import io.github.maestroevents.sqs.internal.client.Endpoint;
import io.github.maestroevents.sqs.internal.client.QueueClient;
import io.github.maestroevents.sqs.internal.client.QueueUrl;
import io.github.maestroevents.sqs.internal.client.SdkClasses;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.regions.providers.DefaultAwsRegionProviderChain;
import software.amazon.awssdk.services.sqs.SqsAsyncClient;

/**
 * Settings of a {@link SqsNotificationPublisher}; every one has a default. Each value is checked
 * when it is set. Not thread-safe.
 */
public final class SqsPublisherBuilder {

  /** How long one request may take, unless set: 10 seconds. */
  public static final Duration DEFAULT_REQUEST_TIMEOUT = Duration.ofSeconds(10);

  /** How long closing waits for what is on its way, unless set: 5 seconds. */
  public static final Duration DEFAULT_CLOSE_TIMEOUT = Duration.ofSeconds(5);

  private static final Pattern REGION = Pattern.compile("[A-Za-z0-9_-]{1,64}");

  static final Duration SHORTEST_REQUEST_TIMEOUT = Duration.ofMillis(1);
  static final Duration LONGEST_REQUEST_TIMEOUT = Duration.ofMinutes(2);

  final QueueUrl queue;
  SqsLimits limits = SqsLimits.defaults();
  Duration requestTimeout = DEFAULT_REQUEST_TIMEOUT;
  Duration closeTimeout = DEFAULT_CLOSE_TIMEOUT;
  boolean grouped = true;
  boolean closesClient;
  @Nullable String region;
  private @Nullable URI endpoint;

  private final @Nullable Function<SqsPublisherBuilder, QueueClient> sdk1;
  private @Nullable SqsAsyncClient client;

  SqsPublisherBuilder(String queueUrl) {
    this(queueUrl, null);
  }

  SqsPublisherBuilder(String queueUrl, @Nullable Function<SqsPublisherBuilder, QueueClient> sdk1) {
    this.queue = new QueueUrl(queueUrl);
    this.sdk1 = sdk1;
  }

  /**
   * A client that the host has made and goes on to own: it is not closed with the publisher unless
   * {@link #closeClient} is set. It retries by itself as it was made to, up to the request timeout,
   * on top of the delivery engine. Default: a client of the publisher's own with credentials from
   * the SDK's default chain, region and endpoint from the queue's URL, and no retries.
   *
   * @throws IllegalStateException for a publisher over SDK 1
   */
  public SqsPublisherBuilder client(SqsAsyncClient hostsClient) {
    if (sdk1 != null) {
      throw new IllegalStateException("This publisher uses AWS SDK 1; it takes no client of SDK 2");
    }
    client = requireNonNull(hostsClient, "client");
    return this;
  }

  /** Closes the host's client together with the publisher. */
  public SqsPublisherBuilder closeClient() {
    closesClient = true;
    return this;
  }

  /**
   * The region that the publisher's own client signs for, such as {@code us-east-1}, where the
   * queue's URL names none: an emulator, a proxy. Default: that of the URL, else what the SDK
   * finds, in {@code AWS_REGION} first of all.
   *
   * @throws IllegalArgumentException if the queue's URL names another one, or it is anything but
   *     letters, digits, hyphens and underscores
   */
  public SqsPublisherBuilder region(String region) {
    if (!REGION.matcher(requireNonNull(region, "region")).matches()) {
      throw new IllegalArgumentException(
          "region must look like us-east-1, but is " + WithheldText.shape(region));
    }
    queue
        .region()
        .filter(named -> !named.equals(region))
        .ifPresent(
            named -> {
              throw new IllegalArgumentException(
                  "The queue's URL is one of region " + named + ", and another was set: " + queue);
            });
    this.region = region;
    return this;
  }

  /**
   * Where the publisher's own client sends its requests, such as {@code http://proxy.example/sqs};
   * the path of the service, if it has one, included. Default: scheme, host and port of the queue's
   * URL.
   *
   * <p>The queue's URL says which queue is meant and travels inside the request. So a queue behind
   * a proxy has the URL by which the service knows it, and the proxy's address is set here.
   *
   * @throws IllegalArgumentException unless it is {@code http} or {@code https} with a host, and
   *     has no credentials, query or fragment
   * @throws IllegalStateException for a publisher over SDK 1, which sends every request to the
   *     queue's URL itself; give it the URL with the proxy's host and path
   */
  public SqsPublisherBuilder endpoint(URI endpoint) {
    if (sdk1 != null) {
      throw new IllegalStateException(
          "AWS SDK 1 sends every request to the queue's URL itself: give the URL with that host and"
              + " path instead of an endpoint");
    }
    this.endpoint = Endpoint.requireLegal(requireNonNull(endpoint, "endpoint"));
    return this;
  }

  /** What the service takes in one request; by default what Amazon SQS takes. */
  public SqsPublisherBuilder limits(SqsLimits limits) {
    this.limits = requireNonNull(limits, "limits");
    return this;
  }

  /**
   * How long one request may take, the client's own retries included, up to 2 minutes; 10 seconds
   * by default. It holds for the host's client too. After it the events are in doubt and retried.
   */
  public SqsPublisherBuilder requestTimeout(Duration timeout) {
    if (requireNonNull(timeout, "requestTimeout").compareTo(SHORTEST_REQUEST_TIMEOUT) < 0
        || timeout.compareTo(LONGEST_REQUEST_TIMEOUT) > 0) {
      throw new IllegalArgumentException(
          "requestTimeout must be from 1 ms to " + LONGEST_REQUEST_TIMEOUT + ": " + timeout);
    }
    requestTimeout = timeout;
    return this;
  }

  /** How long {@code close} waits for what is on its way; 5 seconds by default, zero for not. */
  public SqsPublisherBuilder closeTimeout(Duration timeout) {
    if (requireNonNull(timeout, "closeTimeout").isNegative()) {
      throw new IllegalArgumentException("closeTimeout must not be negative: " + timeout);
    }
    closeTimeout = timeout;
    return this;
  }

  /**
   * Sends messages to a standard queue without a message group, for emulators and partitions that
   * know no fair queues. A FIFO queue cannot do without.
   */
  public SqsPublisherBuilder withoutMessageGroups() {
    grouped = false;
    return this;
  }

  /**
   * The publisher. Nothing is asked of SQS here: it may be down, and the queue need not exist.
   * Making a client of its own reads the SDK's configuration; where neither the queue's URL nor the
   * environment names a region, SDK and host may look for one in the network for some seconds.
   *
   * @throws IllegalStateException if settings exclude each other, no region is found, or the SDK
   *     lacks something, which the message names
   */
  public SqsNotificationPublisher build() {
    if (queue.isFifo() && !grouped) {
      throw new IllegalStateException("A FIFO queue needs message groups: " + queue);
    }
    return new SqsNotificationPublisher(this, queueClient());
  }

  /**
   * Where requests go; empty for the endpoint that both SDKs know of the region.
   *
   * @throws IllegalStateException if only the host can tell
   */
  Optional<URI> endpoint() {
    if (endpoint != null) {
      return Optional.of(endpoint);
    }
    if (queue.hasPathPrefix()) {
      throw new IllegalStateException(
          "The queue's URL has a path before account and name, and does not tell whether that"
              + " belongs to the service's address; call endpoint(URI), with that path or without: "
              + queue);
    }
    return queue.endpoint();
  }

  /** The region that was set or that the URL names; null to have the SDK look for one. */
  @Nullable String region() {
    return region != null ? region : queue.region().orElse(null);
  }

  /** What to tell whom the SDK finds no region for. */
  IllegalStateException noRegion(Throwable cause) {
    return new IllegalStateException(
        "No region for queue "
            + queue
            + ": its URL names none and the SDK finds none; set region, such as us-east-1, or the"
            + " variable AWS_REGION; any will do for an emulator",
        ForeignFailure.of(cause));
  }

  /** For a client that the host has made, which knows where it sends its requests. */
  void refuseEndpointOfHostsClient() {
    if (endpoint != null) {
      throw new IllegalStateException(
          "endpoint is for the publisher's own client; the host's client has its own: "
              + Endpoint.shown(endpoint));
    }
  }

  /** Where there is none. */
  void refuseToCloseHostsClient() {
    if (closesClient) {
      throw new IllegalStateException("closeClient is for a client of the host's");
    }
  }

  private QueueClient queueClient() {
    if (sdk1 != null) {
      return sdk1.apply(this);
    }
    if (client == null) {
      refuseToCloseHostsClient();
      return AwsSdk2QueueClient.own(SdkClasses.call(this::clientOfSdk2), queue);
    }
    refuseEndpointOfHostsClient();
    return AwsSdk2QueueClient.ofHost(client, closesClient, queue);
  }

  private SqsAsyncClient clientOfSdk2() {
    return AwsSdk2Client.of(regionOfSdk2(), endpoint());
  }

  private Region regionOfSdk2() {
    String known = region();
    try {
      return known == null ? new DefaultAwsRegionProviderChain().getRegion() : Region.of(known);
    } catch (RuntimeException e) { // of the SDK: no region, or a profile that it cannot read
      throw noRegion(e);
    }
  }
}
