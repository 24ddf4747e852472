package io.github.maestroevents.drills.engine;

import io.github.maestroevents.EventDeliveryException;
import io.github.maestroevents.MaestroNotificationPublisher;
import io.github.maestroevents.PublisherClosedException;
import io.github.maestroevents.delivery.NonBlockingNotificationPublisher;
import io.github.maestroevents.delivery.policy.AcceptancePolicy;
import io.github.maestroevents.delivery.policy.BatchPolicy;
import io.github.maestroevents.delivery.policy.CircuitBreakerPolicy;
import io.github.maestroevents.delivery.policy.OverflowPolicy;
import io.github.maestroevents.delivery.policy.QueuePolicy;
import io.github.maestroevents.drills.Meters;
import io.github.maestroevents.drills.Patience;
import io.github.maestroevents.drills.engine.Fates.Tally;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** One publisher, some senders and a close that comes when so many sends have begun. */
final class RacingRound {

  /** How the host hands its events over. */
  enum Way {
    SEND_OR_DROP,
    SEND_OR_REJECT,
    SUBMIT,
    SEND_CONFIRMED
  }

  static final int SENDERS = 4;
  private static final int CALLS_AFTER_CLOSE = 8;

  private final Way way;
  private final int eventsPerSender;
  private final int closeAfter;
  private final Fates fates;
  private final NonBlockingNotificationPublisher publisher;
  private final Meters meters = new Meters();
  private final AtomicInteger begun = new AtomicInteger();

  RacingRound(Way way, RacedSink sink, int closeAfter) {
    this.way = way;
    this.closeAfter = closeAfter;
    // One sender alone may have begun them all.
    this.eventsPerSender = closeAfter + 50_000;
    this.fates = new Fates(SENDERS, eventsPerSender);
    MaestroNotificationPublisher destination = sink.publisher(fates);
    this.publisher =
        NonBlockingNotificationPublisher.builder(destination)
            .name("raced")
            .acceptance(
                way == Way.SEND_CONFIRMED
                    ? AcceptancePolicy.confirmed()
                    : AcceptancePolicy.memory())
            .queue(
                QueuePolicy.defaults()
                    .withCapacity(1 << 12)
                    .withOverflow(
                        way == Way.SEND_OR_REJECT
                            ? OverflowPolicy.REJECT
                            : OverflowPolicy.DROP_NEWEST))
            .batch(BatchPolicy.defaults().withLinger(Duration.ofMillis(1)))
            .circuitBreaker(CircuitBreakerPolicy.disabled())
            .closeTimeout(sink == RacedSink.HANGING ? Duration.ZERO : Duration.ofSeconds(10))
            .deadLetterHandler(fates::deadLettered)
            .metrics(meters.metrics())
            .build();
  }

  /** Runs the round; what it finds wrong goes to {@code wrong}. */
  Tally run(List<String> wrong) {
    List<Thread> senders = new ArrayList<>();
    for (int s = 0; s < SENDERS; s++) {
      int sender = s;
      Thread thread = new Thread(() -> send(sender));
      senders.add(thread);
      thread.start();
    }
    while (begun.get() < closeAfter) {
      Thread.onSpinWait();
    }
    publisher.close();
    for (Thread sender : senders) {
      if (!Patience.join(sender)) {
        wrong.add("a sender never returned");
      }
    }
    Tally tally = fates.tally();
    wrong.addAll(tally.contradictions(publisher.stats(), way == Way.SEND_CONFIRMED));
    wrong.addAll(meters.contradictions(publisher.stats()));
    return tally;
  }

  /** Sends until the publisher refuses, and some more. */
  private void send(int sender) {
    int refused = 0;
    for (int i = 0; i < eventsPerSender && refused < CALLS_AFTER_CLOSE; i++) {
      int number = fates.number(sender, i);
      begun.incrementAndGet();
      try {
        if (way == Way.SUBMIT) {
          publisher.submit(fates.event(number));
        } else {
          publisher.send(fates.event(number));
        }
        fates.returned(number);
      } catch (PublisherClosedException e) {
        fates.thrown(number);
        refused++;
      } catch (EventDeliveryException e) {
        fates.thrown(number);
      }
    }
  }
}
