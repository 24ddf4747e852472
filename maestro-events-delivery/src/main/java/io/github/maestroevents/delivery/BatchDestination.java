package io.github.maestroevents.delivery;

import io.github.maestroevents.spi.BatchLimits;
import io.github.maestroevents.spi.BatchNotificationPublisher;
import io.github.maestroevents.spi.BatchResult;
import io.github.maestroevents.spi.EncodedEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A batch publisher, called on the delivery thread and answering whenever it likes. */
final class BatchDestination implements Destination {

  /**
   * How much longer than the publisher's own limit the engine waits before it calls a batch lost.
   */
  static final long TIMEOUT_MARGIN_NANOS = 5_000_000_000L;

  private final BatchNotificationPublisher publisher;
  private final Admission admission;
  private final Answers answers;

  BatchDestination(BatchNotificationPublisher publisher, Admission admission, Answers answers) {
    this.publisher = publisher;
    this.admission = admission;
    this.answers = answers;
  }

  @Override
  public BatchLimits limits() {
    return publisher.limits();
  }

  @Override
  public long defaultTimeoutNanos() {
    // Saturates: an adapter that never gives up is waited for for ages, and nothing overflows.
    long nanos = TimeUnit.NANOSECONDS.convert(publisher.completionTimeout());
    return Math.min(nanos, Long.MAX_VALUE / 4) + TIMEOUT_MARGIN_NANOS;
  }

  @Override
  public @Nullable PendingEvent prepare(long sequence, Object accepted) {
    return admission.encoded(sequence, accepted);
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
