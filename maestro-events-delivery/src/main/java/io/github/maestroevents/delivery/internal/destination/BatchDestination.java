package io.github.maestroevents.delivery.internal.destination;

import io.github.maestroevents.delivery.internal.limits.TimeLimits;
import io.github.maestroevents.delivery.internal.limits.Nanos;
import io.github.maestroevents.delivery.internal.travel.PendingEvent;
import io.github.maestroevents.spi.BatchLimits;
import io.github.maestroevents.spi.BatchNotificationPublisher;
import io.github.maestroevents.spi.BatchResult;
import io.github.maestroevents.spi.EncodedEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;

/** A batch publisher, called on the delivery thread and answering whenever it likes. */
public final class BatchDestination implements Destination {

  private final BatchNotificationPublisher publisher;
  private final Answers answers;

  public BatchDestination(BatchNotificationPublisher publisher, Answers answers) {
    this.publisher = publisher;
    this.answers = answers;
  }

  @Override
  public BatchLimits limits() {
    return publisher.limits();
  }

  @Override
  public long defaultTimeoutNanos() {
    return Nanos.sum(
        Nanos.of(publisher.completionTimeout()), TimeLimits.ANSWER_MARGIN_NANOS);
  }

  @Override
  public boolean takesBytes() {
    return true;
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
