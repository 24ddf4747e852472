package io.github.maestroevents.delivery.internal.destination;

import static java.util.Objects.requireNonNull;

import io.github.maestroevents.delivery.internal.limits.Nanos;
import io.github.maestroevents.delivery.internal.limits.TimeLimits;
import io.github.maestroevents.spi.BatchLimits;
import io.github.maestroevents.spi.BatchNotificationPublisher;
import io.github.maestroevents.spi.DeliveryOutcome;
import io.github.maestroevents.spi.EncodedEvent;
import java.util.List;

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
    return Nanos.sum(Nanos.of(publisher.completionTimeout()), TimeLimits.ANSWER_MARGIN_NANOS);
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
    AnswerSheet sheet = new AnswerSheet(answers, batch);
    batch.heldBy(sheet);
    try {
      publisher.sendBatch(encodedEvents(batch), sheet);
    } catch (Throwable thrown) { // an Error as well: the engine outlives its sinks
      sheet.reportRest(DeliveryOutcome.retryLater(thrown));
    }
  }

  private static List<EncodedEvent> encodedEvents(InFlightBatch batch) {
    return batch.events().stream().map(event -> requireNonNull(event.encoded)).toList();
  }

  @Override
  public void close() {
    publisher.close();
  }
}
