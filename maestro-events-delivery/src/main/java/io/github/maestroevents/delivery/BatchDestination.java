package io.github.maestroevents.delivery;

import io.github.maestroevents.event.MaestroEvent;
import io.github.maestroevents.event.OrderingKey;
import io.github.maestroevents.spi.BatchLimits;
import io.github.maestroevents.spi.BatchNotificationPublisher;
import io.github.maestroevents.spi.BatchResult;
import io.github.maestroevents.spi.EncodedEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;

/** A batch publisher, called on the delivery thread and answering whenever it likes. */
final class BatchDestination implements Destination {

  /**
   * How much longer than the publisher's own limit the engine waits before it calls a batch lost.
   */
  static final long TIMEOUT_MARGIN_NANOS = 5_000_000_000L;

  private final BatchNotificationPublisher publisher;
  private final OrderingKey orderingKey;
  private final Answers answers;

  BatchDestination(BatchNotificationPublisher publisher, OrderingKey orderingKey, Answers answers) {
    this.publisher = publisher;
    this.orderingKey = orderingKey;
    this.answers = answers;
  }

  @Override
  public BatchLimits limits() {
    return publisher.limits();
  }

  @Override
  public long defaultTimeoutNanos() {
    return publisher.completionTimeout().toNanos() + TIMEOUT_MARGIN_NANOS;
  }

  @Override
  public PendingEvent prepare(long sequence, MaestroEvent event) {
    EncodedEvent encoded = EncodedEvent.of(event, orderingKey);
    return new PendingEvent(sequence, event, encoded.orderingKey(), encoded);
  }

  @Override
  public boolean hasRoom() {
    return true;
  }

  @Override
  public void dispatch(InFlightBatch batch) {
    try {
      CompletionStage<BatchResult> stage = publisher.sendBatch(encodedEvents(batch));
      if (stage == null) {
        answers.give(batch, null, new IllegalStateException("sendBatch returned null"));
      } else {
        stage.whenComplete((result, failure) -> answers.give(batch, result, failure));
      }
    } catch (Throwable thrown) { // an Error as well: the engine outlives its sinks
      answers.give(batch, null, thrown);
    }
  }

  private static List<EncodedEvent> encodedEvents(InFlightBatch batch) {
    List<EncodedEvent> events = new ArrayList<>(batch.events.size());
    for (PendingEvent event : batch.events) {
      if (event.encoded != null) {
        events.add(event.encoded);
      }
    }
    return events;
  }

  @Override
  public void giveUp(InFlightBatch batch) {
    // A stage cannot be called back; its late answer is ignored.
  }

  @Override
  public void close() {
    publisher.close();
  }
}
