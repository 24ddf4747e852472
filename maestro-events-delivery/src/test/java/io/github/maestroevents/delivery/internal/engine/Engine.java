package io.github.maestroevents.delivery.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.maestroevents.MaestroNotificationPublisher;
import io.github.maestroevents.delivery.deadletter.DeadLetter;
import io.github.maestroevents.delivery.deadletter.DeadLetterHandler;
import io.github.maestroevents.delivery.filter.EventFilter;
import io.github.maestroevents.delivery.filter.EventTransformer;
import io.github.maestroevents.delivery.internal.destination.Answers;
import io.github.maestroevents.delivery.internal.destination.BatchDestination;
import io.github.maestroevents.delivery.internal.destination.Destination;
import io.github.maestroevents.delivery.internal.destination.PlainDestination;
import io.github.maestroevents.delivery.internal.intake.Admission;
import io.github.maestroevents.delivery.internal.intake.Intake;
import io.github.maestroevents.delivery.internal.intake.Preparation;
import io.github.maestroevents.delivery.internal.travel.Envelope;
import io.github.maestroevents.delivery.internal.travel.Receipt;
import io.github.maestroevents.delivery.monitor.CircuitState;
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
public final class Engine {

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
  private CircuitBreakerPolicy circuitBreaker = CircuitBreakerPolicy.disabled();
  private DeadLetterHandler handler = deadLetters::add;
  private DropListener dropListener = (newly, all) -> drops.add(newly);
  private RandomGenerator random = new SplittableRandom(1);
  private OrderingKey orderingKey = OrderingKey.byWorkflowRun();
  private AcceptancePolicy acceptance = AcceptancePolicy.memory();
  private EventFilter filter = EventFilter.all();
  private EventTransformer transformer;
  private final Answers answers = new Answers();
  public Intake intake;
  DeliveryLoop loop;
  private JournalSettings journal;

  /** The hand-off to the journal thread; null without a journal. */
  public JournalLink link;

  private long offered;
  private long nextTurnNanos;

  private Engine(MaestroNotificationPublisher publisher) {
    this.publisher = publisher;
  }

  public static Engine with(MaestroNotificationPublisher publisher) {
    return new Engine(publisher);
  }

  public Engine queue(QueuePolicy queue) {
    this.queue = queue;
    return this;
  }

  public Engine batch(BatchPolicy batch) {
    this.batch = batch;
    return this;
  }

  public Engine inFlight(InFlightPolicy inFlight) {
    this.inFlight = inFlight;
    return this;
  }

  public Engine retry(RetryPolicy retry) {
    this.retry = retry;
    return this;
  }

  public Engine circuitBreaker(CircuitBreakerPolicy circuitBreaker) {
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

  public Engine acceptance(AcceptancePolicy acceptance) {
    this.acceptance = acceptance;
    return this;
  }

  public Engine filter(EventFilter filter) {
    this.filter = filter;
    return this;
  }

  public Engine transformer(EventTransformer transformer) {
    this.transformer = transformer;
    return this;
  }

  Engine orderingKey(OrderingKey orderingKey) {
    this.orderingKey = orderingKey;
    return this;
  }

  public Engine journal(EventJournal store, JournalPolicy policy) {
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

  public Engine start() {
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
    intake = new Intake(queue.capacity(), settings.rejectsOverflow(), "test");
    Destination destination =
        publisher instanceof BatchNotificationPublisher batchPublisher
            ? new BatchDestination(batchPublisher, answers)
            : new PlainDestination(publisher, answers, inFlight.maxBatches(), "test-engine");
    Preparation preparation =
        new Preparation(
            admission,
            destination.takesBytes() || journal != null,
            destination.limits().maxEventBytes());
    link = JournalLink.of(settings, intake, preparation);
    loop =
        new DeliveryLoop(
            settings,
            intake,
            answers,
            destination,
            preparation,
            link,
            LoggerFactory.getLogger(Engine.class),
            random);
    return this;
  }

  public Engine send(MaestroEvent... events) {
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
  public Engine turn() {
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
  public Engine journalTurn() {
    link.turn().runOnce(clock.nanoTime());
    return this;
  }

  /** The delivery thread asks, the journal thread does it, the delivery thread learns of it. */
  Engine both() {
    return turn().journalTurn().turn();
  }

  /** Lets the linger pass and takes the turn that sends what is partial. */
  public Engine tick() {
    return advance(LINGER).turn();
  }

  public Engine advance(Duration duration) {
    clock.advance(duration);
    return this;
  }

  /** Takes turns, moving the clock to each next one, until all is settled. */
  public Engine runUntilSettled() {
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

  public DeliveryStats stats() {
    return loop.stats();
  }
}
