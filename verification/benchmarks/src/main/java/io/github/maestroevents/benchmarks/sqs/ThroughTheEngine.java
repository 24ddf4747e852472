package io.github.maestroevents.benchmarks.sqs;

import com.amazonaws.services.sqs.AmazonSQS;
import io.github.maestroevents.delivery.NonBlockingNotificationPublisher;
import io.github.maestroevents.delivery.monitor.DeliveryStats;
import io.github.maestroevents.delivery.policy.InFlightPolicy;
import io.github.maestroevents.delivery.policy.QueuePolicy;
import io.github.maestroevents.event.MaestroEvent;
import io.github.maestroevents.sqs.AwsSdk1;
import io.github.maestroevents.sqs.SqsNotificationPublisher;
import io.github.maestroevents.sqs.SqsPublisherBuilder;
import java.net.URI;
import java.time.Duration;
import java.util.function.Function;
import software.amazon.awssdk.services.sqs.SqsAsyncClient;

/**
 * What a host does with ours: {@code send} for each event, and the delivery engine does the rest.
 * The only contender that encodes while the clock runs, and keeps the order of a run.
 */
final class ThroughTheEngine implements Contender {

  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final String name;
  private final Requests requests;
  private final int inFlight;
  private final Function<String, SqsPublisherBuilder> adapter;
  private final Runnable closeClient;

  private ThroughTheEngine(
      String name,
      Requests requests,
      int inFlight,
      Function<String, SqsPublisherBuilder> adapter,
      Runnable closeClient) {
    this.name = name;
    this.requests = requests;
    this.inFlight = inFlight;
    this.adapter = adapter;
    this.closeClient = closeClient;
  }

  static ThroughTheEngine overSdk2(URI endpoint, int inFlight) {
    Requests requests = new Requests();
    SqsAsyncClient client = Clients.ofSdk2(endpoint, requests);
    return new ThroughTheEngine(
        "ours, through the engine",
        requests,
        inFlight,
        queueUrl -> SqsNotificationPublisher.builder(queueUrl).client(client),
        client::close);
  }

  static ThroughTheEngine overSdk1(URI endpoint, int inFlight) {
    Requests requests = new Requests();
    AmazonSQS client = Clients.ofSdk1(endpoint, requests);
    return new ThroughTheEngine(
        "ours, through the engine, SDK 1",
        requests,
        inFlight,
        queueUrl -> AwsSdk1.builder(queueUrl, client),
        client::shutdown);
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public Lap run(String queueUrl, Load load) {
    int events = load.events().size();
    try (NonBlockingNotificationPublisher publisher =
        NonBlockingNotificationPublisher.builder(adapter.apply(queueUrl).build())
            .queue(QueuePolicy.defaults().withCapacity(events))
            .inFlight(InFlightPolicy.defaults().withMaxBatches(inFlight))
            .build()) {
      Stopwatch stopwatch = Stopwatch.start(requests);
      for (MaestroEvent event : load.events()) {
        stopwatch.call(() -> publisher.send(event));
      }
      boolean delivered = publisher.flush(PATIENCE).allDelivered();
      Lap lap = stopwatch.stop(events);
      DeliveryStats stats = publisher.stats();
      if (!delivered || stats.delivered() != events || stats.batches() != lap.requests()) {
        throw new IllegalStateException(
            "Not every event was delivered in one request each batch: "
                + stats
                + ", requests="
                + lap.requests());
      }
      return lap;
    }
  }

  @Override
  public void close() {
    closeClient.run();
  }
}
