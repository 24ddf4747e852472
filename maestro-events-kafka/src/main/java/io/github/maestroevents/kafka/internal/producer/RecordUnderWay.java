package io.github.maestroevents.kafka.internal.producer;

import io.github.maestroevents.kafka.internal.record.EventRecord;
import io.github.maestroevents.kafka.internal.verdict.FailureVerdicts;
import io.github.maestroevents.kafka.internal.verdict.RecordPlace;
import io.github.maestroevents.kafka.internal.verdict.RetryCauses;
import io.github.maestroevents.spi.DeliveryOutcome;
import io.github.maestroevents.spi.DeliveryOutcome.RetryLater;
import io.github.maestroevents.spi.EncodedEvent;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.Callback;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.jspecify.annotations.Nullable;

/**
 * One event as a record in the producer, until the producer calls back, which reports the event at
 * once. The client may keep the callback for longer than that, so the event is let go before.
 */
final class RecordUnderWay implements Callback {

  private final BatchHandOver batch;
  private final int position;
  private final String topic;
  private final ProducerSession session;
  private final ProducerSource source;
  private final FirstContact contact;

  // Counts the records of the session. Handed to the producer's thread by the producer.
  private long number;

  // Null once it has its outcome. Handed to the producer's thread by the producer.
  private @Nullable EncodedEvent event;

  // The thread inside send, for the callback to tell a refusal from a later failure. Another thread
  // may read it stale, but can never find itself in it.
  private @Nullable Thread sending;
  private @Nullable Exception refusal;

  RecordUnderWay(
      BatchHandOver batch,
      int position,
      EncodedEvent event,
      String topic,
      ProducerSession session,
      ProducerSource source,
      FirstContact contact) {
    this.batch = batch;
    this.position = position;
    this.event = event;
    this.topic = topic;
    this.session = session;
    this.source = source;
    this.contact = contact;
  }

  /** Hands the record over; returns why the producer did not take it, or null if it did. */
  @Nullable Exception send() {
    EncodedEvent sent = event;
    if (sent == null) {
      throw new IllegalStateException("A record is sent once");
    }
    sending = Thread.currentThread();
    number = session.nextRecord();
    boolean taken = false;
    try {
      // The callback tells all that the future would.
      Future<RecordMetadata> unused = session.producer().send(EventRecord.of(sent, topic), this);
      if (refusal != null && FailureVerdicts.isFatal(refusal)) {
        source.discard(session, refusal);
      }
      taken = refusal == null;
      return refusal;
    } catch (RuntimeException e) {
      if (FailureVerdicts.isFatalWhenThrown(e)) {
        source.discard(session, e);
      }
      return FailureVerdicts.reasonOf(e);
    } finally {
      sending = null;
      if (!taken) {
        contact.end();
      }
    }
  }

  @Override
  public void onCompletion(@Nullable RecordMetadata metadata, @Nullable Exception failure) {
    EncodedEvent answered = event;
    if (failure != null && Thread.currentThread() == sending) {
      refusal = failure;
    } else if (answered != null) {
      event = null;
      if (failure == null) {
        session.acknowledged(number, topic, answered.orderingKey(), place(metadata));
        contact.end();
        batch.report(position, DeliveryOutcome.delivered());
      } else {
        contact.end();
        failed(answered, failure, place(metadata).partition());
      }
    }
  }

  private RecordPlace place(@Nullable RecordMetadata metadata) {
    return metadata == null
        ? new RecordPlace(topic, RecordPlace.NO_PARTITION)
        : new RecordPlace(metadata.topic(), metadata.partition());
  }

  /**
   * A producer that has a later event of the key is stopped before that can go out. The report
   * comes last: whoever gets it may send the event again at once, which must find the key marked
   * and such a producer out of use.
   */
  private void failed(EncodedEvent failed, Exception failure, int partition) {
    boolean alone = RetryCauses.canBeAPartsAlone(failure) && session.goesOnWithout(number);
    DeliveryOutcome outcome =
        FailureVerdicts.givenUp(failure, failed, new RecordPlace(topic, partition), alone);
    if (!alone && session.isStoppedForAPart() && outcome instanceof RetryLater dropped) {
      outcome = dropped.ofEvent();
    }
    batch.mark(failed, outcome);
    if (failure instanceof UnknownTopicOrPartitionException) {
      session.forgetTopics(); // it may be made anew, and know nothing of this producer then
    }
    try {
      if (FailureVerdicts.isFatal(failure)) {
        source.discard(session, failure);
      } else if (outcome instanceof RetryLater
          && session.hasLaterUnderWay(batch, position, failed.orderingKey(), topic)) {
        if (alone) {
          session.stopsForAPart();
        }
        source.abort(session, failure);
      }
    } finally {
      batch.report(position, outcome);
    }
  }
}
