package io.github.maestroevents.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.maestroevents.MaestroNotificationPublisher;
import io.github.maestroevents.event.MaestroEvent;
import io.github.maestroevents.event.OrderingKey;
import io.github.maestroevents.spi.BatchNotificationPublisher;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import org.slf4j.LoggerFactory;

/**
 * A delivery engine without its thread: the test takes the turns and moves the clock. After every
 * turn the conservation law is checked.
 */
final class Engine {

  static final Duration LINGER = Duration.ofMillis(5);
  static final Duration TIMEOUT = Duration.ofSeconds(10);

  final FakeClock clock = new FakeClock();
  final List<DeadLetter> deadLetters = new ArrayList<>();
  final List<Long> drops = new ArrayList<>();
  private final MaestroNotificationPublisher publisher;
  private QueuePolicy queue = QueuePolicy.defaults();
  private BatchPolicy batch = BatchPolicy.defaults().withLinger(LINGER);
  private InFlightPolicy inFlight = InFlightPolicy.defaults();
  private RetryPolicy retry = RetryPolicy.defaults();
  private DeadLetterHandler handler = deadLetters::add;
  private DropListener dropListener = (newly, all) -> drops.add(newly);
  private RandomGenerator random = new SplittableRandom(1);
  private OrderingKey orderingKey = OrderingKey.byWorkflowRun();
  private final Answers answers = new Answers();
  Intake intake;
  DeliveryLoop loop;
  private long offered;
  private long nextTurnNanos;

  private Engine(MaestroNotificationPublisher publisher) {
    this.publisher = publisher;
  }

  static Engine with(MaestroNotificationPublisher publisher) {
    return new Engine(publisher);
  }

  Engine queue(QueuePolicy queue) {
    this.queue = queue;
    return this;
  }

  Engine batch(BatchPolicy batch) {
    this.batch = batch;
    return this;
  }

  Engine inFlight(InFlightPolicy inFlight) {
    this.inFlight = inFlight;
    return this;
  }

  Engine retry(RetryPolicy retry) {
    this.retry = retry;
    return this;
  }

  Engine random(RandomGenerator random) {
    this.random = random;
    return this;
  }

  Engine handler(DeadLetterHandler handler) {
    this.handler = handler;
    return this;
  }

  Engine dropListener(DropListener dropListener) {
    this.dropListener = dropListener;
    return this;
  }

  Engine orderingKey(OrderingKey orderingKey) {
    this.orderingKey = orderingKey;
    return this;
  }

  Engine start() {
    EngineSettings settings =
        new EngineSettings(
            "test",
            queue,
            batch,
            inFlight,
            retry,
            TIMEOUT,
            Duration.ofSeconds(10),
            handler,
            dropListener,
            clock);
    intake = new Intake(queue, "test");
    Destination destination =
        publisher instanceof BatchNotificationPublisher batchPublisher
            ? new BatchDestination(batchPublisher, orderingKey, answers)
            : new PlainDestination(
                publisher, orderingKey, answers, inFlight.maxBatches(), "test-engine");
    loop =
        new DeliveryLoop(
            settings,
            intake,
            answers,
            destination,
            new DeliveryLog(LoggerFactory.getLogger(Engine.class), "test"),
            random);
    return this;
  }

  Engine send(MaestroEvent... events) {
    for (MaestroEvent event : events) {
      offered++;
      intake.offer(event);
    }
    return this;
  }

  /** One turn at the present time. */
  Engine turn() {
    nextTurnNanos = loop.runOnce(clock.nanoTime());
    DeliveryStats stats = loop.stats();
    assertThat(stats.balanced()).as("%s", stats).isTrue();
    assertThat(stats.offered()).isEqualTo(offered);
    assertThat(stats.queued()).isEqualTo(intake.size());
    return this;
  }

  /** Lets the linger pass and takes the turn that sends what is partial. */
  Engine tick() {
    return advance(LINGER).turn();
  }

  Engine advance(Duration duration) {
    clock.advance(duration);
    return this;
  }

  /** Takes turns, moving the clock to each next one, until all is settled. */
  Engine runUntilSettled() {
    for (int turns = 0; turns < 100_000; turns++) {
      turn();
      if (loop.stats().undelivered() == 0) {
        return this;
      }
      if (!loop.hasAnswers()) {
        advance(Duration.ofNanos(Math.max(0, nextTurnNanos - clock.nanoTime())));
      }
    }
    throw new AssertionError("Not settled: " + loop.stats());
  }

  Duration untilNextTurn() {
    return Duration.ofNanos(nextTurnNanos - clock.nanoTime());
  }

  DeliveryStats stats() {
    return loop.stats();
  }
}
