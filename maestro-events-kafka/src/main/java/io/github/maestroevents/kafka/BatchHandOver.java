package io.github.maestroevents.kafka;

import io.github.maestroevents.spi.DeliveryOutcome;
import io.github.maestroevents.spi.EncodedEvent;
import io.github.maestroevents.spi.OutcomeSink;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.clients.producer.BufferExhaustedException;
import org.apache.kafka.common.errors.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * One batch on its way into the producer. An event whose topic the producer does not know yet is
 * held, and with it every later event of its ordering key, so that nothing overtakes. An event that
 * the producer refuses for now takes the later ones of its key and of its topic with it, so that a
 * full buffer is waited for once and not once an event.
 *
 * <p>Handed over by one thread at a time: the one that sends the batch, and if something is held
 * then the helper thread. The producer's own thread only reports outcomes. An event is let go as
 * soon as the producer has it; from then on only its {@link RecordUnderWay} keeps it.
 */
final class BatchHandOver {

  private final OutcomeSink outcomes;
  private final ProducerSource source;
  private final String[] topics;

  // The events that are neither with the producer nor reported, at their positions in the batch.
  private final @Nullable EncodedEvent[] held;

  // Why an event of a key is to be retried; what is left of that key shares its fate. The
  // producer's thread adds what it fails later to what the handing thread was refused.
  private final Map<String, Exception> failedKeys = new ConcurrentHashMap<>();

  BatchHandOver(
      List<EncodedEvent> batch,
      OutcomeSink outcomes,
      TopicSelector selector,
      ProducerSource source) {
    this.outcomes = outcomes;
    this.source = source;
    this.topics = new String[batch.size()];
    this.held = batch.toArray(EncodedEvent[]::new);
    for (int position = 0; position < held.length; position++) {
      choose(position, batch.get(position), selector);
    }
  }

  private void choose(int position, EncodedEvent event, TopicSelector selector) {
    try {
      topics[position] = TopicName.requireLegal(selector.topicFor(event));
    } catch (RuntimeException e) {
      settle(position, FailureVerdicts.rejected(event, "(none chosen)", String.valueOf(e), e));
    }
  }

  /** The topics of what is held. */
  Set<String> heldTopics() {
    Set<String> heldTopics = new HashSet<>();
    for (int position = 0; position < held.length; position++) {
      if (held[position] != null) {
        heldTopics.add(topics[position]);
      }
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
      abandonAll(e);
      throw e;
    }
  }

  private boolean handOver(ProducerSession session, Map<String, Exception> failures) {
    Map<String, Exception> failedTopics = new HashMap<>(failures);
    Set<String> heldKeys = new HashSet<>();
    for (int position = 0; position < held.length; position++) {
      EncodedEvent event = held[position];
      if (event != null
          && (heldKeys.contains(event.orderingKey())
              || !proceed(position, event, session, failedTopics))) {
        heldKeys.add(event.orderingKey());
      }
    }
    return heldKeys.isEmpty();
  }

  /** Hands an event over, or gives up on it; false if it has to wait. */
  private boolean proceed(
      int position,
      EncodedEvent event,
      ProducerSession session,
      Map<String, Exception> failedTopics) {
    String topic = topics[position];
    Exception earlier = failedKeys.get(event.orderingKey());
    if (earlier != null) {
      settle(position, DeliveryOutcome.retryLater(earlier));
      return true;
    }
    Exception failure = failedTopics.get(topic);
    if (failure == null) {
      if (!session.knows(topic)) {
        return false;
      }
      failure = new RecordUnderWay(this, position, event, topic, session, source).send();
      if (failure == null) {
        held[position] = null;
        return true;
      }
      if (lacksMetadata(failure)) {
        session.forget(topic);
        return false;
      }
    }
    DeliveryOutcome outcome = failed(event, topic, failure);
    if (outcome instanceof DeliveryOutcome.RetryLater) {
      failedTopics.put(topic, failure);
    }
    settle(position, outcome);
    return true;
  }

  /** What follows from a failure for its event; later ones of its key in the batch do not go. */
  DeliveryOutcome failed(EncodedEvent event, String topic, Exception failure) {
    DeliveryOutcome outcome = FailureVerdicts.outcome(failure, event, topic);
    if (outcome instanceof DeliveryOutcome.RetryLater) {
      failedKeys.put(event.orderingKey(), failure);
    }
    return outcome;
  }

  /** Reports an event that is with the producer. On the producer's thread as a rule. */
  void report(int position, DeliveryOutcome outcome) {
    outcomes.report(position, outcome);
  }

  /**
   * Gives up on every event that has no outcome yet. From any thread, also while another hands the
   * batch over: the first outcome of an event counts.
   */
  void abandonAll(Throwable why) {
    DeliveryOutcome outcome = DeliveryOutcome.retryLater(why);
    for (int position = 0; position < held.length; position++) {
      outcomes.report(position, outcome);
    }
  }

  /** Gives up on everything that is held. */
  void abandon(Exception why) {
    DeliveryOutcome outcome = DeliveryOutcome.retryLater(why);
    for (int position = 0; position < held.length; position++) {
      if (held[position] != null) {
        settle(position, outcome);
      }
    }
  }

  /** Reports an event that is held, and lets it go. On the handing thread. */
  private void settle(int position, DeliveryOutcome outcome) {
    held[position] = null;
    outcomes.report(position, outcome);
  }

  /** Of the refusals with a timeout, a full buffer is the one that is not about metadata. */
  private static boolean lacksMetadata(Exception refusal) {
    return refusal instanceof TimeoutException && !(refusal instanceof BufferExhaustedException);
  }
}
