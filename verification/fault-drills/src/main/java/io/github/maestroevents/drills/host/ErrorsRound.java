package io.github.maestroevents.drills.host;

import io.github.maestroevents.EventDeliveryException;
import io.github.maestroevents.MaestroNotificationPublisher;
import io.github.maestroevents.delivery.NonBlockingNotificationPublisher;
import io.github.maestroevents.delivery.NonBlockingPublisherBuilder;
import io.github.maestroevents.delivery.deadletter.DeadLetter;
import io.github.maestroevents.delivery.deadletter.DeadLetterHandler;
import io.github.maestroevents.delivery.monitor.CircuitState;
import io.github.maestroevents.delivery.monitor.DeliveryStats;
import io.github.maestroevents.delivery.policy.CircuitBreakerPolicy;
import io.github.maestroevents.delivery.policy.QueuePolicy;
import io.github.maestroevents.delivery.policy.RetryPolicy;
import io.github.maestroevents.drills.Meters;
import io.github.maestroevents.drills.Patience;
import io.github.maestroevents.drills.Pause;
import io.github.maestroevents.drills.host.Ends.End;
import io.github.maestroevents.event.OrderingKey;
import io.github.maestroevents.spi.DeliveryOutcome;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.UnaryOperator;

/** One publisher whose host and destination throw from everywhere, until they heal. */
final class ErrorsRound {

  private static final int SENDERS = 4;
  private static final int BURST = 8;
  private static final Duration BETWEEN_BURSTS = Duration.ofMillis(2);
  private static final int BEFORE_MISCHIEF = 100;
  private static final int AFTER_HEALING = 500;
  private static final int ONE_IN_FILTERED = 10;
  private static final String NAME = "errors";

  private final String name;
  private final Mischief mischief = new Mischief();
  private final Ends ends = new Ends(mischief);
  private final EvilSink sink = new EvilSink(mischief, ends);
  private final Meters meters = new Meters();
  private final AtomicLong lettersHandled = new AtomicLong();
  private final AtomicInteger handlerClosed = new AtomicInteger();
  private final Map<Integer, CompletableFuture<DeliveryOutcome>> submitted =
      new ConcurrentHashMap<>();
  private final ConcurrentLinkedQueue<String> wrong = new ConcurrentLinkedQueue<>();

  /** From the drill to the senders. */
  private volatile boolean isOver;

  ErrorsRound(String name) {
    this.name = name;
  }

  /** Runs the round; tells what was wrong. */
  @SuppressWarnings("try") // the logger throws for as long as it is open
  List<String> run(
      Duration length, boolean plain, UnaryOperator<NonBlockingPublisherBuilder> level) {
    try (ThrowingLogger logger = new ThrowingLogger(mischief)) {
      NonBlockingNotificationPublisher publisher =
          level.apply(builder(plain ? sink.plain() : sink)).build();
      for (int i = 0; i < BEFORE_MISCHIEF; i++) {
        call(publisher, ends.nextNumber());
      }
      expect(
          "it did not get through while all was well",
          Patience.await(() -> publisher.stats().undelivered() == 0));
      mischief.begin();
      List<Thread> senders = new ArrayList<>();
      for (int i = 0; i < SENDERS; i++) {
        Thread sender = new Thread(() -> send(publisher), "sender-" + i);
        senders.add(sender);
        sender.start();
      }
      Pause.of(length);
      isOver = true;
      expect("a sender did not return", senders.stream().allMatch(Patience::join));
      mischief.heal();
      check(publisher);
      close(publisher);
    }
    return List.copyOf(wrong);
  }

  private NonBlockingPublisherBuilder builder(MaestroNotificationPublisher destination) {
    return NonBlockingNotificationPublisher.builder(destination)
        .name(NAME)
        .metrics(meters.metrics())
        .clock(new ThrowingClock(mischief))
        .filter(
            event -> {
              mischief.at("filter", 50);
              boolean isHeldBack = Ends.numberOf(event) % ONE_IN_FILTERED == 9;
              if (isHeldBack) {
                ends.tell(Ends.numberOf(event), End.FILTERED);
              }
              return !isHeldBack;
            })
        .transformer(
            (event, attributes) -> {
              mischief.at("transformer", 50);
              return attributes;
            })
        .orderingKey(
            event -> {
              mischief.at("ordering key", 50);
              return OrderingKey.byWorkflowRun().of(event);
            })
        .queue(QueuePolicy.defaults().withCapacity(1 << 10))
        .retry(
            RetryPolicy.defaults()
                .withDelays(Duration.ofMillis(1), Duration.ofMillis(20))
                .withMaxAttempts(8))
        .circuitBreaker(CircuitBreakerPolicy.defaults().withOpenFor(Duration.ofMillis(50)))
        .batchTimeout(EvilSink.TOO_LONG.dividedBy(2))
        .deadLetterHandler(new Letters())
        .dropListener((newly, inAll) -> mischief.at("drop listener", 2))
        .circuitListener((from, to) -> mischief.at("circuit listener", 2));
  }

  private void send(NonBlockingNotificationPublisher publisher) {
    while (!isOver && !ends.isFull()) {
      for (int i = 0; i < BURST; i++) {
        call(publisher, ends.nextNumber());
      }
      Pause.of(BETWEEN_BURSTS);
    }
  }

  private void call(NonBlockingNotificationPublisher publisher, int number) {
    try {
      if (number % 4 == 0) {
        submitted.put(number, publisher.submit(ends.event(number)).toCompletableFuture());
      } else {
        publisher.send(ends.event(number));
      }
      ends.tell(number, End.RETURNED);
    } catch (EventDeliveryException refused) {
      ends.tell(number, End.THROWN);
    } catch (Throwable thrown) { // a worker of the host would die of it
      ends.tell(number, End.THROWN);
      wrong.add("send threw " + thrown.getClass().getName());
    }
  }

  private void check(NonBlockingNotificationPublisher publisher) {
    expect("the delivery thread is gone", threads().contains("maestro-events-" + NAME));
    expect(
        "it did not get through after it healed",
        Patience.await(() -> publisher.stats().undelivered() == 0));
    expect("the circuit did not close after it healed", Patience.await(() -> probes(publisher)));
    int first = ends.numbers();
    for (int i = 0; i < AFTER_HEALING; i++) {
      call(publisher, ends.nextNumber());
    }
    expect(
        "what was sent after it healed did not get through",
        Patience.await(() -> publisher.stats().undelivered() == 0));
    for (int number = first; number < ends.numbers(); number++) {
      boolean isThrough = ends.is(number, End.DELIVERED) || ends.is(number, End.FILTERED);
      expect("an event sent after it healed did not arrive", isThrough);
    }
    Patience.await(() -> submitted.values().stream().allMatch(CompletableFuture::isDone));
    submitted.forEach(this::checkOutcome);
  }

  /** An open circuit refuses senders under CONFIRMED until one of their events has gone through. */
  private boolean probes(NonBlockingNotificationPublisher publisher) {
    if (publisher.stats().circuit() != CircuitState.CLOSED) {
      call(publisher, ends.nextNumber());
    }
    return publisher.stats().circuit() == CircuitState.CLOSED;
  }

  private void checkOutcome(int number, CompletableFuture<DeliveryOutcome> stage) {
    if (!stage.isDone()) {
      wrong.add("a submitted event has no outcome");
      return;
    }
    DeliveryOutcome outcome = stage.join();
    expect(
        "delivered, it was said, but did not arrive",
        !(outcome instanceof DeliveryOutcome.Delivered) || ends.is(number, End.DELIVERED));
    expect(
        "filtered, it was said, but was not",
        !(outcome instanceof DeliveryOutcome.Filtered) || ends.is(number, End.FILTERED));
  }

  private void close(NonBlockingNotificationPublisher publisher) {
    Thread closer =
        new Thread(
            () -> {
              try {
                publisher.close();
              } catch (Throwable thrown) { // close has to end whatever the sink throws
                wrong.add("close threw " + thrown.getClass().getName());
              }
            },
            "closer");
    closer.start();
    expect("close did not return", Patience.join(closer));
    expect("a thread lives on", Patience.await(() -> threads().isEmpty()));
    expect("the sink was closed " + sink.closed() + " times", sink.closed() == 1);
    expect("the handler was closed " + handlerClosed + " times", handlerClosed.get() == 1);
    DeliveryStats stats = publisher.stats();
    expect("unbalanced: " + stats, stats.balanced() && stats.undelivered() == 0);
    wrong.addAll(meters.contradictions(stats));
    long returned = ends.count(End.RETURNED);
    long thrown = ends.count(End.THROWN);
    expect("offered is not what was sent: " + stats, stats.offered() == returned + thrown);
    expect(
        "%,d events lost".formatted(ends.returnedWithoutEnd() - stats.dropped()),
        ends.returnedWithoutEnd() == stats.dropped());
    expect(
        "%,d dead letters counted, %,d handled"
            .formatted(stats.deadLettered(), lettersHandled.get()),
        stats.deadLettered() == lettersHandled.get());
  }

  /** The engine's, by name. */
  private static List<String> threads() {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(Thread::isAlive)
        .map(Thread::getName)
        .filter(thread -> thread.startsWith("maestro-events-" + NAME))
        .toList();
  }

  private void expect(String otherwise, boolean holds) {
    if (!holds) {
      wrong.add(otherwise);
    }
  }

  String name() {
    return name;
  }

  Ends ends() {
    return ends;
  }

  Mischief mischief() {
    return mischief;
  }

  private final class Letters implements DeadLetterHandler {
    @Override
    public void handle(DeadLetter letter) {
      lettersHandled.incrementAndGet();
      ends.tell(Ends.numberOf(letter.event()), End.DEAD_LETTERED);
      mischief.at("dead-letter handler", 2);
    }

    @Override
    public void close() {
      handlerClosed.incrementAndGet();
      throw new NoClassDefFoundError("a handler that cannot even be closed");
    }
  }
}
