package io.github.maestroevents.kafka.internal.producer;

import io.github.maestroevents.RetryableDeliveryException;
import io.github.maestroevents.kafka.internal.record.TopicName;
import io.github.maestroevents.kafka.internal.verdict.FailureVerdicts;
import io.github.maestroevents.spi.DeliveryOutcome;
import io.github.maestroevents.spi.DeliveryOutcome.RetryLater;
import io.github.maestroevents.spi.EncodedEvent;
import io.github.maestroevents.spi.ForeignFailure;
import io.github.maestroevents.spi.OutcomeSink;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.apache.kafka.clients.producer.BufferExhaustedException;
import org.apache.kafka.common.errors.InvalidTopicException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.jspecify.annotations.Nullable;

/**
 * One batch on its way into the producer. An event whose topic the producer does not know yet is
 * held, and with it every later event of its ordering key, so that nothing overtakes. An event that
 * the producer refuses for now takes the later ones of its key and of its topic with it. Whatever
 * the producer makes the handing thread wait for, it is waited for once: a full buffer refuses all
 * that is left, and a topic that the producer has lost sight of has all topics learned anew.
 *
 * <p>Handed over by one thread at a time: the one that sends the batch, and if something is held
 * then the helper thread. The producer's own thread only reports outcomes. An event is let go as
 * soon as the producer has it; from then on only its {@link RecordUnderWay} keeps it.
 */
public final class BatchHandOver {

  private final OutcomeSink outcomes;
  private final ProducerSource source;
  private final String[] topics;

  // The events that are neither with the producer nor reported, at their positions in the batch.
  // Whoever takes an event out answers for it; two threads may want it when the publisher closes.
  private final AtomicReferenceArray<@Nullable EncodedEvent> held;

  private final KeysUnderWay underWay;

  // Why an event of a key is to be retried; what is left of that key shares its fate. The
  // producer's thread adds what it fails later to what the handing thread was refused.
  private final Map<String, RetryLater> failedKeys = new ConcurrentHashMap<>();

  public BatchHandOver(
      List<EncodedEvent> batch,
      OutcomeSink outcomes,
      Function<EncodedEvent, String> topicFor,
      ProducerSource source) {
    this.outcomes = outcomes;
    this.source = source;
    this.topics = new String[batch.size()];
    this.held = new AtomicReferenceArray<>(batch.toArray(EncodedEvent[]::new));
    this.underWay = new KeysUnderWay(this, topics);
    for (int position = 0; position < topics.length; position++) {
      choose(position, batch.get(position), topicFor);
    }
  }

  private void choose(int position, EncodedEvent event, Function<EncodedEvent, String> topicFor) {
    String chosen;
    try {
      chosen = topicFor.apply(event);
    } catch (RuntimeException e) { // of the host's selector, which may say anything
      withoutTopic(position, event, "the selector failed: " + ForeignFailure.classes(e), e);
      return;
    }
    try {
      topics[position] = TopicName.requireLegal(chosen);
    } catch (IllegalArgumentException e) {
      withoutTopic(position, event, String.valueOf(e.getMessage()), e);
    }
  }

  private void withoutTopic(int position, EncodedEvent event, String why, RuntimeException cause) {
    held.set(position, null);
    report(position, FailureVerdicts.withoutTopic(event, why, cause));
  }

  /** The topics of what is held. */
  public Set<String> heldTopics() {
    Set<String> heldTopics = new HashSet<>();
    for (int position = 0; position < topics.length; position++) {
      if (held.get(position) != null) {
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
  public boolean proceed(ProducerSession session, Map<String, Exception> failures) {
    underWay.begin(session);
    try {
      return handOver(session, failures);
    } catch (Error e) {
      abandonAll(
          new RetryableDeliveryException(
              "Kafka's client failed (" + ForeignFailure.classes(e) + ")", ForeignFailure.of(e)));
      throw e;
    } finally {
      underWay.end(session);
    }
  }

  private boolean handOver(ProducerSession session, Map<String, Exception> failures) {
    Map<String, Exception> failedTopics = new HashMap<>(failures);
    Set<String> heldKeys = new HashSet<>();
    for (int position = 0; position < topics.length; position++) {
      EncodedEvent event = held.get(position);
      if (event != null && heldKeys.contains(event.orderingKey())) {
        continue;
      }
      event = held.getAndSet(position, null);
      if (event != null && !settle(position, event, session, failedTopics)) {
        heldKeys.add(event.orderingKey());
        held.set(position, event);
      }
    }
    return heldKeys.isEmpty();
  }

  /** Hands an event over, or gives up on it; false if it has to wait. */
  private boolean settle(
      int position,
      EncodedEvent event,
      ProducerSession session,
      Map<String, Exception> failedTopics) {
    String topic = topics[position];
    String key = event.orderingKey();
    Exception failure = failedTopics.get(topic);
    FirstContact contact =
        failure == null && session.knows(topic) ? contact(position, key, session) : null;
    if (contact != null) {
      // Before the look at failedKeys: whoever marks the key later finds this event under way.
      underWay.add(position, key, session);
    }
    RetryLater earlier = failedKeys.get(key);
    if (earlier != null) {
      if (contact != null) {
        contact.end();
      }
      report(position, earlier.notDelivered());
      return true;
    }
    if (failure == null) {
      if (contact == null) {
        return false;
      }
      failure = send(position, event, session, contact);
      if (failure == null) {
        return true;
      }
      if (isOfTheTopic(failure)) {
        session.forgetTopics();
      }
      if (lacksMetadata(failure)) {
        underWay.remove(position);
        return false;
      }
    }
    DeliveryOutcome outcome = FailureVerdicts.refused(failure, event, topic);
    if (failure instanceof BufferExhaustedException) {
      for (String any : topics) {
        failedTopics.putIfAbsent(any, failure);
      }
    } else if (outcome instanceof RetryLater) {
      failedTopics.put(topic, failure);
    }
    mark(event, outcome);
    report(position, outcome);
    return true;
  }

  private @Nullable Exception send(
      int position, EncodedEvent event, ProducerSession session, FirstContact contact) {
    RecordUnderWay record = null;
    try {
      record =
          new RecordUnderWay(this, position, event, topics[position], session, source, contact);
    } finally {
      if (record == null) { // for lack of memory
        contact.end();
      }
    }
    return record.send();
  }

  /** What an event needs to go; null while it has to wait. */
  private @Nullable FirstContact contact(int position, String key, ProducerSession session) {
    if (session.takesSeveralOf(key, topics[position])) {
      return FirstContact.NOT_NEEDED;
    }
    return underWay.hasEarlier(position, key) ? null : session.firstContact(key, topics[position]);
  }

  /** Remembers that an event is to be retried: no later one of its key in the batch may go. */
  void mark(EncodedEvent event, DeliveryOutcome outcome) {
    if (outcome instanceof RetryLater retry) {
      failedKeys.put(event.orderingKey(), retry);
    }
  }

  /** Whether the producer has a later event of the key and topic, which might still go out. */
  boolean hasLaterUnderWay(int position, String orderingKey) {
    return underWay.hasLater(position, orderingKey);
  }

  /** Whether the producer has any event of the key and topic. */
  boolean hasUnderWay(String orderingKey, String topic) {
    return underWay.has(orderingKey, topic);
  }

  /** Whether the producer has any event of the batch, or is given some now. */
  boolean hasUnderWay() {
    return underWay.isBusy();
  }

  /** Reports an event that is not held any more. */
  void report(int position, DeliveryOutcome outcome) {
    underWay.remove(position);
    outcomes.report(position, outcome);
  }

  /**
   * Gives up on every event that has no outcome yet. From any thread, also while another hands the
   * batch over: the first outcome of an event counts.
   */
  public void abandonAll(Throwable why) {
    RetryLater inDoubt = DeliveryOutcome.retryLater(why);
    abandonHeld(inDoubt);
    for (int position = 0; position < topics.length; position++) {
      report(position, inDoubt); // and yet the producer may have it
    }
  }

  /**
   * Gives up on what the producer of a session has, which never will answer for it; what a later
   * one has been given meanwhile stays. That is no failure of the destination's, whose circuit
   * stays closed for the next producer. From any thread.
   */
  void abandonUnderWay(ProducerSession session, Throwable why) {
    RetryLater inDoubt = DeliveryOutcome.retryLater(why).ofEvent();
    for (int position = 0; position < topics.length; position++) {
      String key = underWay.at(position);
      if (key != null && underWay.isWith(session, position)) {
        failedKeys.put(key, inDoubt);
        report(position, inDoubt);
      }
    }
  }

  /** Gives up on everything that is held, none of which has left. From any thread. */
  public void abandonHeld(RetryLater outcome) {
    abandonHeld((topic, key) -> outcome);
  }

  /**
   * As {@link #abandonHeld(RetryLater)}.
   *
   * @param outcomeOf the outcome of an event by its topic and its ordering key
   */
  public void abandonHeld(BiFunction<String, String, RetryLater> outcomeOf) {
    for (int position = 0; position < topics.length; position++) {
      EncodedEvent event = held.getAndSet(position, null);
      if (event != null) {
        report(position, outcomeOf.apply(topics[position], event.orderingKey()).notDelivered());
      }
    }
  }

  /** What the producer says of a topic when it had to ask the brokers, which takes time. */
  private static boolean isOfTheTopic(Exception refusal) {
    return lacksMetadata(refusal)
        || refusal instanceof TopicAuthorizationException
        || refusal instanceof UnknownTopicOrPartitionException
        || refusal instanceof InvalidTopicException;
  }

  /** Of the refusals with a timeout, a full buffer is the one that is not about metadata. */
  private static boolean lacksMetadata(Exception refusal) {
    return refusal instanceof TimeoutException && !(refusal instanceof BufferExhaustedException);
  }
}
