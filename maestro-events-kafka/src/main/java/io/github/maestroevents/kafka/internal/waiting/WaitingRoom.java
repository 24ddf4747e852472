package io.github.maestroevents.kafka.internal.waiting;

import io.github.maestroevents.PublisherClosedException;
import io.github.maestroevents.RetryableDeliveryException;
import io.github.maestroevents.kafka.internal.config.BootstrapServers;
import io.github.maestroevents.kafka.internal.producer.BatchHandOver;
import io.github.maestroevents.kafka.internal.producer.HelperThread;
import io.github.maestroevents.kafka.internal.producer.ProducerSession;
import io.github.maestroevents.kafka.internal.producer.ProducerSource;
import io.github.maestroevents.kafka.internal.verdict.BrokersSilentException;
import io.github.maestroevents.kafka.internal.verdict.KafkaFailure;
import io.github.maestroevents.kafka.internal.verdict.ProducerStoppedException;
import io.github.maestroevents.kafka.internal.verdict.RecordPlace;
import io.github.maestroevents.kafka.internal.verdict.RetryCauses;
import io.github.maestroevents.kafka.internal.verdict.TopicUnseenException;
import io.github.maestroevents.spi.DeliveryOutcome;
import io.github.maestroevents.spi.DeliveryOutcome.RetryLater;
import io.github.maestroevents.spi.ForeignFailure;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
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
import org.jspecify.annotations.Nullable;

/**
 * Where batches wait for a producer, or for the producer to learn their topics: for a moment when a
 * topic is new, for the metadata timeout when no broker answers. Entered from any thread; all else
 * happens in rounds on the helper thread.
 */
public final class WaitingRoom {

  /** Between two rounds: a fraction of the 100 ms Kafka's client takes between two requests. */
  private static final Duration ROUND = Duration.ofMillis(20);

  /**
   * Where nobody is let go, each pause is longer than the last, up to this: each round wakes the
   * client's thread, which without any broker looks for them anew, and logs that.
   */
  private static final Duration LONGEST_PAUSE = Duration.ofMillis(320);

  private final ProducerSource source;
  private final HelperThread helper;
  private final Duration metadataTimeout;
  private final MissingTopics missing;
  private final TopicLookup lookup;
  private final SignsOfLife signsOfLife = new SignsOfLife();
  private final Queue<Waiting> waiting = new ConcurrentLinkedQueue<>();
  private final Set<String> ahead = ConcurrentHashMap.newKeySet();
  // Set back by whoever comes in, since for a new topic an answer comes soon.
  private volatile Duration pause = ROUND;
  // Before this round, or the next; the helper thread's.
  private Duration pauseBefore = Duration.ZERO;
  // Set by whoever makes the room non-empty, so that there is one chain of rounds and not several.
  private final AtomicBoolean rounds = new AtomicBoolean();

  public WaitingRoom(
      ProducerSource source,
      HelperThread helper,
      Duration metadataTimeout,
      Duration unknownTopicTimeout) {
    this.source = source;
    this.helper = helper;
    this.metadataTimeout = metadataTimeout;
    this.missing = new MissingTopics(helper, unknownTopicTimeout);
    this.lookup = new TopicLookup(source, missing);
  }

  /** Has topics learned before the first batch needs them, if brokers answer soon. */
  public void learnAhead(Set<String> topics) {
    if (!topics.isEmpty()) {
      ahead.addAll(topics);
      helper.run(ahead::clear, metadataTimeout);
      startRounds();
    }
  }

  /** Lets a batch wait; it is handed over or given up within the metadata timeout. */
  public void admit(BatchHandOver batch) {
    Waiting guest = new Waiting(batch);
    try {
      guest.alarm = helper.alarm(() -> guest.late = true, metadataTimeout);
      pause = ROUND;
      waiting.add(guest);
      startRounds();
      if (helper.isClosed()) {
        giveUpAll(); // whoever closed the helper may have looked before the guest came in
      }
    } catch (RejectedExecutionException e) {
      waiting.add(guest);
      giveUpAll();
    }
  }

  /** After the helper has been closed: nobody else will look after those who wait. */
  public void giveUpAll() {
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
        Duration next = pause;
        pause = next.compareTo(LONGEST_PAUSE) < 0 ? next.multipliedBy(2) : LONGEST_PAUSE;
        pauseBefore = next;
        helper.run(this::round, next);
      } catch (RejectedExecutionException e) {
        giveUpAll();
      }
    }
  }

  private void lookAround() {
    Map<String, Exception> failures = new HashMap<>();
    ProducerSession session = null;
    Throwable noProducer = BrokersSilentException.noProducer(source.brokers());
    try {
      session = source.renew();
    } catch (Throwable e) { // of the client: an Error that comes again would let nobody out
      noProducer =
          BootstrapServers.saysNoneResolves(e)
              ? BrokersSilentException.noneResolves(source.brokers(), e)
              : cannotBeMade(e);
    }
    if (session != null) {
      failures.putAll(lookup.ask(session, wantedTopics()));
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
    seeWhetherItLives(session, failures);
  }

  /** What the client has against its settings may quote them. */
  private static Throwable cannotBeMade(Throwable failure) {
    return new RetryableDeliveryException(
        "Kafka's client cannot be made anew ("
            + KafkaFailure.named(failure)
            + "); see the files, the providers and the network that its settings name",
        ForeignFailure.of(failure));
  }

  private Set<String> wantedTopics() {
    Set<String> wanted = new HashSet<>(ahead);
    waiting.forEach(guest -> wanted.addAll(guest.batch.heldTopics()));
    return wanted;
  }

  private void seeWhetherItLives(
      @Nullable ProducerSession session, Map<String, Exception> failures) {
    if (session == null || failures.isEmpty()) {
      signsOfLife.forget();
    } else if (signsOfLife.areMissing(session, pauseBefore)) {
      ProducerStoppedException idle = ProducerStoppedException.idle();
      source.discard(session, idle);
      session.abandon(idle);
    }
  }

  private static boolean abandonIfLate(Waiting guest, Throwable why) {
    if (guest.late) {
      guest.batch.abandonHeld(DeliveryOutcome.retryLater(why));
    }
    return guest.late;
  }

  private boolean proceed(Waiting guest, ProducerSession session, Map<String, Exception> failures) {
    Map<String, Exception> givenUp = new HashMap<>();
    for (String topic : guest.batch.heldTopics()) {
      Exception failure = failures.get(topic);
      // No answer yet may become one; any other failure is an answer.
      if (failure != null && (guest.late || !(failure instanceof TimeoutException))) {
        givenUp.put(topic, verdictOn(topic, failure, session));
      } else if (guest.late && !session.knows(topic)) {
        givenUp.put(topic, verdictOnUnasked(topic, session));
      }
    }
    boolean through = guest.batch.proceed(session, givenUp);
    if (!through && guest.late) {
      guest.batch.abandonHeld((topic, key) -> whyHeld(topic, key, session));
    }
    return through || guest.late;
  }

  /** Why an event of a batch that is late is held, although nothing is wrong with its topic. */
  private RetryLater whyHeld(String topic, String key, ProducerSession session) {
    if (!session.knows(topic)) { // any more: the producer has just lost sight of its topics
      return RetryCauses.of(
          verdictOnUnasked(topic, session), new RecordPlace(topic, RecordPlace.NO_PARTITION));
    }
    return RetryCauses.unanswered(session.placeOf(topic, key));
  }

  private Exception verdictOnUnasked(String topic, ProducerSession session) {
    TopicUnseenException unasked = TopicUnseenException.notLookedUp(topic, metadataTimeout);
    return session.contact().isLost(metadataTimeout)
        ? BrokersSilentException.noneAnswers(session.brokers(), unasked)
        : unasked;
  }

  private Exception verdictOn(String topic, Exception failure, ProducerSession session) {
    return missing.verdictOn(
        topic, failure, session.contact().isLost(metadataTimeout), session.brokers());
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
