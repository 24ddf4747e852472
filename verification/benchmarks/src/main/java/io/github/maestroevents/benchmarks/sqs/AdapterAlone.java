package io.github.maestroevents.benchmarks.sqs;

import io.github.maestroevents.spi.BatchResult;
import io.github.maestroevents.spi.DeliveryOutcome.Delivered;
import io.github.maestroevents.spi.EncodedEvent;
import io.github.maestroevents.sqs.SqsLimits;
import io.github.maestroevents.sqs.SqsNotificationPublisher;
import java.net.URI;
import java.util.List;
import software.amazon.awssdk.services.sqs.SqsAsyncClient;

/** Our adapter without the engine: {@code sendBatch} with ten encoded events. */
final class AdapterAlone implements Contender {

  private final Requests requests = new Requests();
  private final SqsAsyncClient client;
  private final int inFlight;

  AdapterAlone(URI endpoint, int inFlight) {
    this.client = Clients.ofSdk2(endpoint, requests);
    this.inFlight = inFlight;
  }

  @Override
  public String name() {
    return "ours, adapter alone";
  }

  @Override
  public Lap run(String queueUrl, Load load) {
    try (SqsNotificationPublisher publisher =
        SqsNotificationPublisher.builder(queueUrl).client(client).build()) {
      InFlight window = new InFlight(inFlight);
      List<EncodedEvent> events = load.encoded();
      Stopwatch stopwatch = Stopwatch.start(requests);
      for (int from = 0; from < events.size(); from += SqsLimits.MAX_ENTRIES) {
        List<EncodedEvent> batch =
            events.subList(from, Math.min(from + SqsLimits.MAX_ENTRIES, events.size()));
        window.begin();
        stopwatch.call(
            () -> window.end(publisher.sendBatch(batch).thenAccept(AdapterAlone::check)));
      }
      window.awaitAll();
      return stopwatch.stop(events.size());
    }
  }

  private static void check(BatchResult result) {
    if (!result.outcomes().stream().allMatch(Delivered.class::isInstance)) {
      throw new IllegalStateException("Not delivered: " + result);
    }
  }

  @Override
  public void close() {
    client.close();
  }
}
