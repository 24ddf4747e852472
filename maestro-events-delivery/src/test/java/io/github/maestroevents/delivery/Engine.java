package io.github.maestroevents.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.maestroevents.MaestroNotificationPublisher;
import io.github.maestroevents.event.MaestroEvent;
import io.github.maestroevents.event.OrderingKey;
import io.github.maestroevents.spi.BatchNotificationPublisher;
import io.github.maestroevents.spi.DeliveryOutcome;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.random.RandomGenerator;
import org.slf4j.LoggerFactory;

/**
 * A delivery engine without its thread: the test takes the turns and moves the clock. After every
 * turn the conservation law is checked.
 */
final class Engine {

  static final Duration LINGER = Duration.ofMillis(5);
  static final Duration TIMEOUT = Duration.ofSeconds(10);

  final List<CircuitState> circuit = new ArrayList<>();
  FakeClock clock = new FakeClock();
  final List<DeadLetter> deadLetters = new ArrayList<>();
  final List<Long> drops = new ArrayList<>();
  private final MaestroNotificationPublisher publisher;
  private QueuePolicy queue = QueuePolicy.defaults();
  private BatchPolicy batch = BatchPolicy.defaults().withLinger(LINGER);
  private InFlightPolicy inFlight = InFlightPolicy.defaults();
  private RetryPolicy retry = RetryPolicy.defaults();
  private CircuitBreakerPolicy circuitBreaker = CircuitBreakerPolicy.disabled();
  private DeadLetterHandler handler = deadLetters::add;
  private DropListener dropListener = (newly, all) -> drops.add(newly);
  private RandomGenerator random = new SplittableRandom(1);
  private OrderingKey orderingKey = OrderingKey.byWorkflowRun();
  private AcceptancePolicy acceptance = AcceptancePolicy.memory();
  private EventFilter filter = EventFilter.all();
  private EventTransformer transformer;
  private final Answers answers = new Answers();
  Intake intake;
  DeliveryLoop loop;
  private JournalSettings journal;

  /** The hand-off to the journal thread; null without a journal. */
  JournalLink link;

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

  Engine circuitBreaker(CircuitBreakerPolicy circuitBreaker) {
    this.circuitBreaker = circuitBreaker;
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

  Engine acceptance(AcceptancePolicy acceptance) {
    this.acceptance = acceptance;
    return this;
  }

  Engine filter(EventFilter filter) {
    this.filter = filter;
    return this;
  }

  Engine transformer(EventTransformer transformer) {
    this.transformer = transformer;
    return this;
  }

  Engine orderingKey(OrderingKey orderingKey) {
    this.orderingKey = orderingKey;
    return this;
  }

  Engine journal(EventJournal store, JournalPolicy policy) {
    this.journal = new JournalSettings(store, policy);
    if (acceptance.level() == AcceptanceLevel.MEMORY) {
      queue = queue.withOverflow(OverflowPolicy.SPILL);
    }
    return this;
  }

  Engine clock(FakeClock clock) {
    this.clock = clock;
    return this;
  }

  Engine start() {
    Admission admission = new Admission(filter, transformer, orderingKey);
    EngineSettings settings =
        new EngineSettings(
            "test",
            acceptance,
            admission,
            queue,
            batch,
            inFlight,
            retry,
            circuitBreaker,
            TIMEOUT,
            Duration.ofSeconds(10),
            false,
            handler,
            dropListener,
            (from, to) -> circuit.add(to),
            journal,
            clock);
    intake = Intake.of(settings);
    Destination destination =
        publisher instanceof BatchNotificationPublisher batchPublisher
            ? new BatchDestination(batchPublisher, admission, answers)
            : new PlainDestination(
                publisher,
                admission,
                answers,
                inFlight.maxBatches(),
                journal != null,
                "test-engine");
    link = JournalLink.of(settings, intake, destination);
    loop =
        new DeliveryLoop(
            settings,
            intake,
            answers,
            destination,
            link,
            LoggerFactory.getLogger(Engine.class),
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

  /** Offers an event as {@code send} does, and tells what came of it. */
  Intake.Offer offer(MaestroEvent event) {
    offered++;
    return intake.offer(event);
  }

  /**
   * Offers an event as {@code send} does under JOURNALED, and returns what its sender waits for.
   */
  CompletableFuture<Receipt> sendToJournal(MaestroEvent event) {
    offered++;
    Envelope envelope = Envelope.toJournal(event, null);
    intake.offer(envelope);
    return envelope.receipt;
  }

  /** Offers an event as {@code submit} does, and returns what completes with its outcome. */
  CompletableFuture<DeliveryOutcome> submit(MaestroEvent event) {
    offered++;
    Envelope envelope = Envelope.submitted(event);
    if (intake.offer(envelope) == Intake.Offer.DROPPED) {
      envelope.tell(DeliveryOutcome.rejected(intake.overloaded()));
    }
    return envelope.outcome;
  }

  /** One turn at the present time. */
  Engine turn() {
    nextTurnNanos = loop.runOnce(clock.nanoTime());
    DeliveryStats stats = loop.stats();
    assertThat(stats.balanced()).as("%s", stats).isTrue();
    assertThat(stats.offered()).isEqualTo(offered);
    if (!acceptance.isJournaled()) { // where events may be in the journal thread's hands
      assertThat(stats.queued()).isEqualTo(intake.size());
    }
    return this;
  }

  /** One turn of the journal thread. */
  Engine journalTurn() {
    link.turn().runOnce(clock.nanoTime());
    return this;
  }

  /** The delivery thread asks, the journal thread does it, the delivery thread learns of it. */
  Engine both() {
    return turn().journalTurn().turn();
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
      if (link != null) {
        journalTurn();
      }
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
