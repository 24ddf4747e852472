package io.github.maestroevents.kafka;

import io.github.maestroevents.spi.BatchOutcomes;
import io.github.maestroevents.spi.BatchResult;
import io.github.maestroevents.spi.DeliveryOutcome;
import io.github.maestroevents.spi.EncodedEvent;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.BufferExhaustedException;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.errors.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * One batch on its way into the producer. An event whose topic the producer does not know yet is
 * held, and with it every later event of its ordering key, so that nothing overtakes. An event that
 * the producer refuses for now takes the later ones of its key and of its topic with it, so that a
 * full buffer is waited for once and not once an event.
 *
 * <p>Handed over by one thread at a time: the one that sends the batch, and if something is held
 * then the helper thread. The producer's own thread only reports outcomes.
 */
final class BatchHandOver {

  private final List<EncodedEvent> events;
  private final String[] topics;
  private final BatchOutcomes outcomes;
  private final ProducerSource source;

  // Indexes of the events not handed over yet, in order: the first heldCount of them count.
  private final int[] held;
  private int heldCount;

  // Why an event of a key is to be retried; what is left of that key shares its fate. The
  // producer's
  // thread adds what it fails later to what the handing thread was refused.
  private final Map<String, Exception> failedKeys = new ConcurrentHashMap<>();

  // The thread inside send, for its callback to tell a refusal from a later failure. Another thread
  // may read it stale, but can never find itself in it.
  private @Nullable Thread sending;
  private @Nullable Exception refusal;

  BatchHandOver(List<EncodedEvent> batch, TopicSelector selector, ProducerSource source) {
    this.events = batch;
    this.source = source;
    this.topics = new String[batch.size()];
    this.held = new int[batch.size()];
    this.outcomes = new BatchOutcomes(batch.size());
    for (int event = 0; event < batch.size(); event++) {
      choose(event, selector);
    }
  }

  private void choose(int event, TopicSelector selector) {
    try {
      topics[event] = TopicName.requireLegal(selector.topicFor(events.get(event)));
      held[heldCount++] = event;
    } catch (RuntimeException e) {
      outcomes.report(
          event,
          FailureVerdicts.rejected(events.get(event), "(none chosen)", String.valueOf(e), e));
    }
  }

  CompletionStage<BatchResult> stage() {
    return outcomes.stage();
  }

  /** The topics of what is held. */
  Set<String> heldTopics() {
    Set<String> heldTopics = new HashSet<>();
    for (int i = 0; i < heldCount; i++) {
      heldTopics.add(topics[held[i]]);
    }
    return heldTopics;
  }

  /**
   * Hands over what the producer can take now.
   *
   * @param failures topics to give up on, and why
   * @return whether nothing is held any more
   * @throws Error what the client threw, a codec that is not on the class path for one; the events
   *     without an outcome are then to be retried
   */
  boolean proceed(ProducerSession session, Map<String, Exception> failures) {
    try {
      return handOver(session, failures);
    } catch (Error e) {
      outcomes.reportAllUnknown(DeliveryOutcome.retryLater(e));
      throw e;
    }
  }

  private boolean handOver(ProducerSession session, Map<String, Exception> failures) {
    Map<String, Exception> failedTopics = new HashMap<>(failures);
    Set<String> heldKeys = new HashSet<>();
    int count = heldCount;
    heldCount = 0;
    for (int i = 0; i < count; i++) {
      int event = held[i];
      String key = events.get(event).orderingKey();
      if (heldKeys.contains(key) || !settle(event, session, failedTopics)) {
        heldKeys.add(key);
        held[heldCount++] = event;
      }
    }
    return heldCount == 0;
  }

  /**
   * Gives up on every event that has no outcome yet. From any thread, also while another hands the
   * batch over: the first outcome of an event counts.
   */
  void abandonAll(Exception why) {
    outcomes.reportAllUnknown(DeliveryOutcome.retryLater(why));
  }

  /** Gives up on everything that is held. */
  void abandon(Exception why) {
    int count = heldCount;
    heldCount = 0;
    for (int i = 0; i < count; i++) {
      outcomes.report(held[i], DeliveryOutcome.retryLater(why));
    }
  }

  /** Hands an event over, or gives up on it; false if it has to wait. */
  private boolean settle(int event, ProducerSession session, Map<String, Exception> failedTopics) {
    String topic = topics[event];
    String key = events.get(event).orderingKey();
    Exception earlier = failedKeys.get(key);
    if (earlier != null) {
      outcomes.report(event, DeliveryOutcome.retryLater(earlier));
      return true;
    }
    Exception failure = failedTopics.get(topic);
    if (failure == null) {
      if (!session.knows(topic)) {
        return false;
      }
      failure = send(event, session);
      if (failure == null) {
        return true;
      }
      if (lacksMetadata(failure)) {
        session.forget(topic);
        return false;
      }
    }
    if (fail(event, failure) instanceof DeliveryOutcome.RetryLater) {
      failedTopics.put(topic, failure);
    }
    return true;
  }

  /** Returns why the producer did not take the event, or null if it did. */
  private @Nullable Exception send(int event, ProducerSession session) {
    sending = Thread.currentThread();
    refusal = null;
    try {
      ProducerRecord<byte[], byte[]> record = EventRecord.of(events.get(event), topics[event]);
      // The callback tells all that the future would.
      Future<RecordMetadata> unused =
          session.producer().send(record, (metadata, failure) -> called(event, session, failure));
      if (refusal != null && FailureVerdicts.isFatal(refusal)) {
        source.discard(session, refusal);
      }
      return refusal;
    } catch (RuntimeException e) {
      if (FailureVerdicts.isFatalWhenThrown(e)) {
        source.discard(session, e);
      }
      return e;
    } finally {
      sending = null;
    }
  }

  private void called(int event, ProducerSession session, @Nullable Exception failure) {
    if (failure == null) {
      outcomes.report(event, DeliveryOutcome.delivered());
    } else if (Thread.currentThread() == sending) {
      refusal = failure;
    } else {
      if (FailureVerdicts.isFatal(failure)) {
        source.discard(session, failure);
      }
      fail(event, failure);
      if (failure instanceof TimeoutException) {
        source.abort(session, failure);
      }
    }
  }

  private DeliveryOutcome fail(int event, Exception failure) {
    EncodedEvent failed = events.get(event);
    DeliveryOutcome outcome = FailureVerdicts.outcome(failure, failed, topics[event]);
    if (outcome instanceof DeliveryOutcome.RetryLater) {
      failedKeys.put(failed.orderingKey(), failure);
    }
    outcomes.report(event, outcome);
    return outcome;
  }

  /** Of the refusals with a timeout, a full buffer is the one that is not about metadata. */
  private static boolean lacksMetadata(Exception refusal) {
    return refusal instanceof TimeoutException && !(refusal instanceof BufferExhaustedException);
  }
}
