package io.github.maestroevents.kafka;

import io.github.maestroevents.PublisherClosedException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.kafka.common.errors.TimeoutException;

/**
 * Where batches wait for a producer, or for the producer to learn their topics: for a moment when a
 * topic is new, for the metadata timeout when no broker answers. Entered from any thread; all else
 * happens in rounds on the helper thread.
 */
final class WaitingRoom {

  /** Between two rounds: a fraction of the 100 ms Kafka's client takes between two requests. */
  private static final Duration ROUND = Duration.ofMillis(20);

  private final ProducerSource source;
  private final HelperThread helper;
  private final Duration metadataTimeout;
  private final MissingTopics missing;
  private final Queue<Waiting> waiting = new ConcurrentLinkedQueue<>();
  private final Set<String> ahead = ConcurrentHashMap.newKeySet();
  // Set by whoever makes the room non-empty, so that there is one chain of rounds and not several.
  private final AtomicBoolean rounds = new AtomicBoolean();

  WaitingRoom(
      ProducerSource source,
      HelperThread helper,
      Duration metadataTimeout,
      Duration unknownTopicTimeout) {
    this.source = source;
    this.helper = helper;
    this.metadataTimeout = metadataTimeout;
    this.missing = new MissingTopics(helper, unknownTopicTimeout);
  }

  /** Has topics learned before the first batch needs them, if brokers answer soon. */
  void learnAhead(Set<String> topics) {
    if (!topics.isEmpty()) {
      ahead.addAll(topics);
      helper.run(ahead::clear, metadataTimeout);
      startRounds();
    }
  }

  /** Lets a batch wait; it is handed over or given up within the metadata timeout. */
  void admit(BatchHandOver batch) {
    Waiting guest = new Waiting(batch);
    try {
      guest.alarm = helper.alarm(() -> guest.late = true, metadataTimeout);
      waiting.add(guest);
      startRounds();
    } catch (RejectedExecutionException e) {
      waiting.add(guest);
      giveUpAll();
    }
  }

  /** After the helper has been closed: nobody else will look after those who wait. */
  void giveUpAll() {
    PublisherClosedException closed = new PublisherClosedException("The publisher was closed");
    for (Waiting guest = waiting.poll(); guest != null; guest = waiting.poll()) {
      guest.batch.abandonAll(closed);
    }
  }

  private void startRounds() {
    if (rounds.compareAndSet(false, true)) {
      helper.run(this::round, Duration.ZERO);
    }
  }

  private void round() {
    try {
      lookAround();
    } finally {
      rounds.set(false);
      if (!waiting.isEmpty() || !ahead.isEmpty()) {
        nextRound();
      }
    }
  }

  private void nextRound() {
    if (rounds.compareAndSet(false, true)) {
      try {
        helper.run(this::round, ROUND);
      } catch (RejectedExecutionException e) {
        giveUpAll();
      }
    }
  }

  private void lookAround() {
    Map<String, Exception> failures = new HashMap<>();
    ProducerSession session = null;
    Exception noProducer = BrokersSilentException.noProducer(source.brokers());
    try {
      session = source.renew();
    } catch (RuntimeException e) {
      noProducer =
          BootstrapServers.saysNoneResolves(e)
              ? BrokersSilentException.noneResolves(source.brokers(), e)
              : e;
    }
    if (session != null) {
      learn(ahead, session, failures);
      ahead.removeIf(session::knows);
    }
    for (Iterator<Waiting> guests = waiting.iterator(); guests.hasNext(); ) {
      Waiting guest = guests.next();
      boolean through =
          session == null ? abandonIfLate(guest, noProducer) : proceed(guest, session, failures);
      if (through) {
        guest.alarm.cancel(false);
        guests.remove();
      }
    }
  }

  private static boolean abandonIfLate(Waiting guest, Exception why) {
    if (guest.late) {
      guest.batch.abandonHeld(why);
    }
    return guest.late;
  }

  private boolean proceed(Waiting guest, ProducerSession session, Map<String, Exception> failures) {
    Set<String> topics = guest.batch.heldTopics();
    learn(topics, session, failures);
    Map<String, Exception> givenUp = new HashMap<>();
    for (String topic : topics) {
      Exception failure = failures.get(topic);
      // No answer yet may become one; any other failure is an answer.
      if (failure != null && (guest.late || !(failure instanceof TimeoutException))) {
        givenUp.put(topic, verdictOn(topic, failure, session));
      }
    }
    return guest.batch.proceed(session, givenUp);
  }

  private Exception verdictOn(String topic, Exception failure, ProducerSession session) {
    return missing.verdictOn(
        topic, failure, session.contact().isLost(metadataTimeout), session.brokers());
  }

  /** Asks for each topic at most once a round, however many batches wait for it. */
  private void learn(Set<String> topics, ProducerSession session, Map<String, Exception> failures) {
    for (String topic : topics) {
      if (failures.containsKey(topic)) {
        continue;
      }
      try {
        session.learn(topic);
        missing.found(topic);
      } catch (RuntimeException e) {
        failures.put(topic, e);
        missing.heard(topic, e);
        if (FailureVerdicts.isFatalWhenThrown(e)) {
          source.discard(session, e);
        }
      }
    }
  }

  /** A batch that waits. The queue publishes it to the helper thread, which alone changes it. */
  private static final class Waiting {
    final BatchHandOver batch;
    Future<?> alarm = CompletableFuture.completedFuture(null);
    boolean late;

    Waiting(BatchHandOver batch) {
      this.batch = batch;
    }
  }
}
