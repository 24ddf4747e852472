package io.github.maestroevents.delivery;

import io.github.maestroevents.delivery.internal.destination.InFlightBatch;
import io.github.maestroevents.delivery.internal.travel.PendingEvent;
import io.github.maestroevents.event.WorkflowDeletionChangeEvent;
import java.util.stream.LongStream;

/** A batch of events that nobody reads, settled as the delivery thread does it. */
final class RacedBatch {

  private RacedBatch() {}

  static InFlightBatch of(int events) {
    return new InFlightBatch(
        1, LongStream.range(0, events).mapToObj(RacedBatch::event).toList(), false, 0);
  }

  private static PendingEvent event(long sequence) {
    return new PendingEvent(
        sequence, WorkflowDeletionChangeEvent.builder().workflowId("raced").build(), "", null);
  }

  /** Settles what is answered; returns how many events. */
  static int settle(InFlightBatch batch) {
    int settled = 0;
    int event = batch.nextAnswered(0);
    while (event >= 0) {
      batch.settled(event);
      settled++;
      event = batch.nextAnswered(event + 1);
    }
    return settled;
  }
}
