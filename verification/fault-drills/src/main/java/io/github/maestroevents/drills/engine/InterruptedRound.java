package io.github.maestroevents.drills.engine;

import io.github.maestroevents.EventDeliveryException;
import io.github.maestroevents.MaestroNotificationPublisher;
import io.github.maestroevents.delivery.NonBlockingNotificationPublisher;
import io.github.maestroevents.delivery.policy.AcceptanceLevel;
import io.github.maestroevents.delivery.policy.AcceptancePolicy;
import io.github.maestroevents.delivery.policy.BatchPolicy;
import io.github.maestroevents.delivery.policy.CircuitBreakerPolicy;
import io.github.maestroevents.drills.Meters;
import io.github.maestroevents.drills.Patience;
import io.github.maestroevents.drills.engine.Fates.Tally;
import io.github.maestroevents.spi.BatchLimits;
import io.github.maestroevents.spi.BatchNotificationPublisher;
import io.github.maestroevents.spi.BatchResult;
import io.github.maestroevents.spi.DeliveryOutcome;
import io.github.maestroevents.spi.DeliveryOutcome.Delivered;
import io.github.maestroevents.spi.EncodedEvent;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** One publisher and some hosts that are interrupted in every call, and in close. */
final class InterruptedRound {

  static final int HOSTS = 2;
  private static final Duration LONG = Duration.ofSeconds(30);
  private static final int SUBMITTED_AT_THE_END = 50;

  private final int callsPerHost;
  private final Fates fates;
  private final boolean isConfirmed;
  private final NonBlockingNotificationPublisher publisher;

  /** From the closing thread to the delivery thread: only the interrupt ends the drain. */
  private volatile boolean isStalled;

  private final Meters meters = new Meters();
  private final List<String> wrong = Collections.synchronizedList(new ArrayList<>());

  InterruptedRound(AcceptanceLevel level, RacedSink sink, int callsPerHost) {
    this.callsPerHost = callsPerHost;
    this.fates = new Fates(HOSTS + 1, callsPerHost + SUBMITTED_AT_THE_END);
    this.isConfirmed = level == AcceptanceLevel.CONFIRMED;
    this.publisher =
        NonBlockingNotificationPublisher.builder(stallable(sink.publisher(fates)))
            .name("interrupted")
            .acceptance(
                AcceptancePolicy.confirmedWithAnyTimeout(LONG)
                    .withLevel(level)
                    .withAppendTimeout(LONG))
            .batch(BatchPolicy.defaults().withLinger(Duration.ofMillis(1)))
            .circuitBreaker(CircuitBreakerPolicy.disabled())
            .closeTimeout(LONG)
            .deadLetterHandler(fates::deadLettered)
            .metrics(meters.metrics())
            .build();
  }

  /** A batch destination falls silent when it is told to; a plain one goes on. */
  private MaestroNotificationPublisher stallable(MaestroNotificationPublisher destination) {
    if (!(destination instanceof BatchNotificationPublisher batches)) {
      return destination;
    }
    return new BatchNotificationPublisher() {
      @Override
      public CompletionStage<BatchResult> sendBatch(List<EncodedEvent> events) {
        return isStalled ? new CompletableFuture<>() : batches.sendBatch(events);
      }

      @Override
      public BatchLimits limits() {
        return batches.limits();
      }
    };
  }

  /** Runs the round; what it finds wrong goes to {@code found}. */
  Tally run(SplittableRandom random, List<String> found) {
    List<Thread> hosts = new ArrayList<>();
    for (int h = 0; h < HOSTS; h++) {
      int host = h;
      SplittableRandom own = random.split();
      Thread thread = new Thread(() -> new Host(host, own).run(), "host-" + host);
      hosts.add(thread);
      thread.start();
    }
    for (Thread host : hosts) {
      expect(Patience.join(host), "a host never returned");
    }
    Thread closer = new Thread(() -> submitThenClose(random));
    closer.start();
    expect(Patience.join(closer), "close never returned");
    expect(Patience.await(() -> publisher.stats().undelivered() == 0), "the drain never ended");
    Tally tally = fates.tally();
    wrong.addAll(tally.contradictions(publisher.stats(), isConfirmed));
    wrong.addAll(meters.contradictions(publisher.stats()));
    found.addAll(wrong);
    return tally;
  }

  /** The engine has to live after all that; then it is closed while it has work. */
  private void submitThenClose(SplittableRandom random) {
    expect(publisher.flush(LONG).allDelivered(), "the engine does not flush after the interrupts");
    isStalled = random.nextBoolean();
    for (int i = 0; i < SUBMITTED_AT_THE_END; i++) {
      int number = fates.number(HOSTS, i);
      publisher.submit(fates.event(number));
      fates.returned(number);
    }
    Interrupter interrupter = new Interrupter();
    interrupter.interruptAfter(random.nextLong(3_000_000));
    publisher.close();
    expect(interrupter.flagIsKept(), "close lost an interrupt");
    interrupter.end();
  }

  private void expect(boolean holds, String otherwise) {
    if (!holds) {
      wrong.add(otherwise);
    }
  }

  /** A thread of the host. */
  private final class Host {

    private final int host;
    private final SplittableRandom random;
    private final Interrupter interrupter = new Interrupter();
    private final List<Integer> accepted = new ArrayList<>();
    private final Map<Integer, CompletableFuture<DeliveryOutcome>> submitted = new HashMap<>();

    Host(int host, SplittableRandom random) {
      this.host = host;
      this.random = random;
    }

    void run() {
      for (int i = 0; i < callsPerHost; i++) {
        call(fates.number(host, i));
      }
      interrupter.end();
      submitted.forEach(this::checkOutcome);
    }

    private void call(int number) {
      switch (random.nextInt(8)) {
        case 0 -> flush();
        case 1, 2 -> submit(number);
        default -> send(number);
      }
    }

    private void send(int number) {
      interrupter.interruptAfter(random.nextLong(isConfirmed ? 4_000_000 : 4_000));
      try {
        publisher.send(fates.event(number));
        fates.returned(number);
        accepted.add(number);
        expect(!isConfirmed || fates.isDelivered(number), "a confirmed event was not delivered");
      } catch (EventDeliveryException e) {
        fates.thrown(number);
        expect(isConfirmed, "send threw under MEMORY: " + e);
      }
      expect(interrupter.flagIsKept(), "send lost an interrupt");
    }

    private void submit(int number) {
      interrupter.interruptAfter(random.nextLong(4_000));
      submitted.put(number, publisher.submit(fates.event(number)).toCompletableFuture());
      fates.returned(number);
      accepted.add(number);
      expect(interrupter.flagIsKept(), "submit lost an interrupt");
    }

    private void flush() {
      interrupter.interruptAfter(random.nextLong(4_000_000));
      boolean flushed = publisher.flush(LONG).allDelivered();
      expect(interrupter.flagIsKept(), "flush lost an interrupt");
      expect(
          !flushed || accepted.stream().allMatch(fates::isDelivered),
          "flush returned true before its events were delivered");
    }

    private void checkOutcome(int number, CompletableFuture<DeliveryOutcome> outcome) {
      expect(
          Patience.await(outcome::isDone) && outcome.join() instanceof Delivered,
          "a submitted event was not delivered");
    }
  }
}
