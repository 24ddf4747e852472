package io.github.maestroevents.delivery.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.maestroevents.MaestroNotificationPublisher;
import io.github.maestroevents.delivery.deadletter.DeadLetter;
import io.github.maestroevents.delivery.deadletter.DeadLetterHandler;
import io.github.maestroevents.delivery.filter.EventFilter;
import io.github.maestroevents.delivery.filter.EventTransformer;
import io.github.maestroevents.delivery.internal.desk.JournalDesk;
import io.github.maestroevents.delivery.internal.intake.Admission;
import io.github.maestroevents.delivery.internal.intake.Intake;
import io.github.maestroevents.delivery.internal.travel.EncodingRule;
import io.github.maestroevents.delivery.internal.travel.Envelope;
import io.github.maestroevents.delivery.internal.travel.Receipt;
import io.github.maestroevents.delivery.internal.writer.Front;
import io.github.maestroevents.delivery.monitor.CircuitState;
import io.github.maestroevents.delivery.monitor.DeliveryMetrics;
import io.github.maestroevents.delivery.monitor.DeliveryStats;
import io.github.maestroevents.delivery.monitor.DropListener;
import io.github.maestroevents.delivery.policy.AcceptanceLevel;
import io.github.maestroevents.delivery.policy.AcceptancePolicy;
import io.github.maestroevents.delivery.policy.BatchPolicy;
import io.github.maestroevents.delivery.policy.CircuitBreakerPolicy;
import io.github.maestroevents.delivery.policy.InFlightPolicy;
import io.github.maestroevents.delivery.policy.JournalPolicy;
import io.github.maestroevents.delivery.policy.OverflowPolicy;
import io.github.maestroevents.delivery.policy.QueuePolicy;
import io.github.maestroevents.delivery.policy.RetryPolicy;
import io.github.maestroevents.delivery.store.EventJournal;
import io.github.maestroevents.event.MaestroEvent;
import io.github.maestroevents.event.OrderingKey;
import io.github.maestroevents.spi.DeliveryOutcome;
import io.github.maestroevents.spi.EnvelopePolicy;
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
public final class EngineUnderTest {

  static final Duration LINGER = Duration.ofMillis(5);
  static final Duration TIMEOUT = Duration.ofSeconds(10);

  public final List<CircuitState> circuit = new ArrayList<>();
  FakeClock clock = new FakeClock();
  public final List<DeadLetter> deadLetters = new ArrayList<>();
  final List<Long> drops = new ArrayList<>();
  private final MaestroNotificationPublisher publisher;
  private QueuePolicy queue = QueuePolicy.defaults();
  private BatchPolicy batch = BatchPolicy.defaults().withLinger(LINGER);
  private InFlightPolicy inFlight = InFlightPolicy.defaults();
  private RetryPolicy retry = RetryPolicy.defaults();
  final CountingMetrics counted = new CountingMetrics();
  private DeliveryMetrics metrics = DeliveryMetrics.none();
  private CircuitBreakerPolicy circuitBreaker = CircuitBreakerPolicy.disabled();
  private DeadLetterHandler handler = deadLetters::add;
  private DropListener dropListener = (newly, all) -> drops.add(newly);
  private RandomGenerator random = new SplittableRandom(1);
  private OrderingKey orderingKey = OrderingKey.byWorkflowRun();
  private AcceptancePolicy acceptance = AcceptancePolicy.memory();
  private EventFilter filter = EventFilter.all();
  private EventTransformer transformer;
  public Intake intake;
  DeliveryLoop loop;
  private JournalSettings journal;

  public Engine engine;

  private long offered;
  private long nextTurnNanos;

  private EngineUnderTest(MaestroNotificationPublisher publisher) {
    this.publisher = publisher;
  }

  public static EngineUnderTest with(MaestroNotificationPublisher publisher) {
    return new EngineUnderTest(publisher);
  }

  public EngineUnderTest queue(QueuePolicy queue) {
    this.queue = queue;
    return this;
  }

  public EngineUnderTest batch(BatchPolicy batch) {
    this.batch = batch;
    return this;
  }

  public EngineUnderTest inFlight(InFlightPolicy inFlight) {
    this.inFlight = inFlight;
    return this;
  }

  public EngineUnderTest retry(RetryPolicy retry) {
    this.retry = retry;
    return this;
  }

  public EngineUnderTest metrics(DeliveryMetrics metrics) {
    this.metrics = metrics;
    return this;
  }

  public EngineUnderTest circuitBreaker(CircuitBreakerPolicy circuitBreaker) {
    this.circuitBreaker = circuitBreaker;
    return this;
  }

  EngineUnderTest random(RandomGenerator random) {
    this.random = random;
    return this;
  }

  EngineUnderTest handler(DeadLetterHandler handler) {
    this.handler = handler;
    return this;
  }

  EngineUnderTest dropListener(DropListener dropListener) {
    this.dropListener = dropListener;
    return this;
  }

  public EngineUnderTest acceptance(AcceptancePolicy acceptance) {
    this.acceptance = acceptance;
    return this;
  }

  public EngineUnderTest filter(EventFilter filter) {
    this.filter = filter;
    return this;
  }

  public EngineUnderTest transformer(EventTransformer transformer) {
    this.transformer = transformer;
    return this;
  }

  EngineUnderTest orderingKey(OrderingKey orderingKey) {
    this.orderingKey = orderingKey;
    return this;
  }

  public EngineUnderTest journal(EventJournal store, JournalPolicy policy) {
    this.journal = new JournalSettings(store, policy);
    if (acceptance.level() == AcceptanceLevel.MEMORY) {
      queue = queue.withOverflow(OverflowPolicy.SPILL);
    }
    return this;
  }

  EngineUnderTest clock(FakeClock clock) {
    this.clock = clock;
    return this;
  }

  public EngineUnderTest start() {
    EngineSettings settings =
        new EngineSettings(
            "test",
            acceptance,
            new Admission(
                "test",
                filter,
                transformer,
                new EncodingRule(orderingKey, EnvelopePolicy.defaults())),
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
            DeliveryMetrics.all(List.of(counted, metrics)),
            journal,
            clock);
    engine = Engine.of(settings, publisher, LoggerFactory.getLogger(EngineUnderTest.class), random);
    intake = engine.intake();
    loop = engine.loop();
    return this;
  }

  public EngineUnderTest send(MaestroEvent... events) {
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
  public EngineUnderTest turn() {
    nextTurnNanos = loop.runOnce(clock.nanoTime());
    DeliveryStats stats = engine.stats();
    assertThat(stats.balanced()).as("%s", stats).isTrue();
    assertThat(stats.offered()).isEqualTo(offered);
    counted.assertAgrees(stats);
    if (!acceptance.isJournaled()) { // where events may be in the journal thread's hands
      assertThat(stats.queued()).isEqualTo(intake.size());
    }
    return this;
  }

  /** One turn of the journal thread. */
  public EngineUnderTest journalTurn() {
    engine.journal().turn().runOnce(clock.nanoTime());
    return this;
  }

  /** The journal thread ends before its time. */
  void journalThreadEnds(Throwable cause) {
    engine.fail(cause, false);
    engine.journal().turn().breakOff();
  }

  /** The delivery thread asks, the journal thread does it, the delivery thread learns of it. */
  EngineUnderTest both() {
    return turn().journalTurn().turn();
  }

  /** Lets the linger pass and takes the turn that sends what is partial. */
  public EngineUnderTest tick() {
    return advance(LINGER).turn();
  }

  public EngineUnderTest advance(Duration duration) {
    clock.advance(duration);
    return this;
  }

  /** Takes turns, moving the clock to each next one, until all is settled. */
  public EngineUnderTest runUntilSettled() {
    for (int turns = 0; turns < 100_000; turns++) {
      turn();
      if (journal != null) {
        journalTurn();
      }
      if (engine.stats().undelivered() == 0) {
        return this;
      }
      if (!loop.hasAnswers()) {
        advance(Duration.ofNanos(Math.max(0, nextTurnNanos - clock.nanoTime())));
      }
    }
    throw new AssertionError("Not settled: " + engine.stats());
  }

  /** The hand-off to the journal thread. */
  public JournalDesk desk() {
    return engine.journal().desk();
  }

  /** The journal thread's way out of the queue. */
  public Front front() {
    return engine.journal().front();
  }

  Duration untilNextTurn() {
    return Duration.ofNanos(nextTurnNanos - clock.nanoTime());
  }

  public DeliveryStats stats() {
    return engine.stats();
  }
}
