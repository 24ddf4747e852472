package io.github.maestroevents.delivery;

import static java.util.Objects.requireNonNull;

import io.github.maestroevents.MaestroNotificationPublisher;
import io.github.maestroevents.delivery.deadletter.DeadLetterHandler;
import io.github.maestroevents.delivery.filter.EventFilter;
import io.github.maestroevents.delivery.filter.EventTransformer;
import io.github.maestroevents.delivery.internal.account.HandlerUse;
import io.github.maestroevents.delivery.internal.engine.Engine;
import io.github.maestroevents.delivery.internal.engine.EngineSettings;
import io.github.maestroevents.delivery.internal.engine.JournalRules;
import io.github.maestroevents.delivery.internal.engine.JournalSettings;
import io.github.maestroevents.delivery.internal.intake.Admission;
import io.github.maestroevents.delivery.internal.limits.Checks;
import io.github.maestroevents.delivery.internal.thread.SteadyClock;
import io.github.maestroevents.delivery.internal.travel.EncodingRule;
import io.github.maestroevents.delivery.monitor.CircuitListener;
import io.github.maestroevents.delivery.monitor.DeliveryMetrics;
import io.github.maestroevents.delivery.monitor.DropListener;
import io.github.maestroevents.delivery.policy.AcceptancePolicy;
import io.github.maestroevents.delivery.policy.BatchPolicy;
import io.github.maestroevents.delivery.policy.CircuitBreakerPolicy;
import io.github.maestroevents.delivery.policy.DeliveryClock;
import io.github.maestroevents.delivery.policy.InFlightPolicy;
import io.github.maestroevents.delivery.policy.JournalPolicy;
import io.github.maestroevents.delivery.policy.OverflowPolicy;
import io.github.maestroevents.delivery.policy.QueuePolicy;
import io.github.maestroevents.delivery.policy.RetryPolicy;
import io.github.maestroevents.delivery.policy.TraceContextSource;
import io.github.maestroevents.delivery.store.EventJournal;
import io.github.maestroevents.delivery.store.JournalException;
import io.github.maestroevents.event.OrderingKey;
import io.github.maestroevents.spi.BatchNotificationPublisher;
import io.github.maestroevents.spi.EnvelopePolicy;
import io.github.maestroevents.spi.SafeLogger;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The settings of a {@link NonBlockingNotificationPublisher}; every one has a default. */
public final class NonBlockingPublisherBuilder {

  /** How long {@code close} tries to deliver what is left, unless set otherwise: 10 s. */
  public static final Duration DEFAULT_CLOSE_TIMEOUT = Duration.ofSeconds(10);

  /** The largest event that is encoded, unless set otherwise: 4 MiB. */
  public static final long DEFAULT_MAX_EVENT_BYTES = EncodingRule.DEFAULT_MAX_EVENT_BYTES;

  private static final Logger LOG = LoggerFactory.getLogger(NonBlockingNotificationPublisher.class);

  private static final Duration LONGEST = Duration.ofDays(1);

  private final MaestroNotificationPublisher publisher;
  private String name;
  private OrderingKey orderingKey = OrderingKey.byWorkflowRun();
  private EnvelopePolicy envelope = EnvelopePolicy.defaults();
  private long maxEventBytes = DEFAULT_MAX_EVENT_BYTES;
  private boolean isMaxEventBytesSet;
  private AcceptancePolicy acceptance = AcceptancePolicy.memory();
  private EventFilter filter = EventFilter.all();
  private @Nullable EventTransformer transformer;
  private @Nullable QueuePolicy queue;
  private BatchPolicy batch = BatchPolicy.defaults();
  private InFlightPolicy inFlight = InFlightPolicy.defaults();
  private @Nullable RetryPolicy retry;
  private CircuitBreakerPolicy circuitBreaker = CircuitBreakerPolicy.defaults();
  private @Nullable Duration batchTimeout;
  private Duration closeTimeout = DEFAULT_CLOSE_TIMEOUT;
  private boolean closeOnShutdown;
  private DeadLetterHandler deadLetterHandler = DeadLetterHandler.logging();

  private DropListener dropListener = (newlyDropped, droppedInAll) -> {};
  private CircuitListener circuitListener = (from, to) -> {};
  private final List<DeliveryMetrics> metrics = new ArrayList<>();
  private @Nullable TraceContextSource traceContext;
  private @Nullable JournalSettings journal;
  private DeliveryClock clock = DeliveryClock.system();

  NonBlockingPublisherBuilder(MaestroNotificationPublisher publisher) {
    this.publisher = requireNonNull(publisher, "publisher");
    this.name = defaultName(publisher);
  }

  /**
   * The name of the destination in threads, logs and dead letters. Default: the publisher's class
   * without {@code NotificationPublisher}, or {@code publisher} for a lambda.
   */
  public NonBlockingPublisherBuilder name(String name) {
    if (name.isBlank()) {
      throw new IllegalArgumentException("name must not be blank");
    }
    this.name = name;
    return this;
  }

  /**
   * Which events are delivered in order among themselves. Called on the delivery thread; an event
   * for which it throws or returns null is dead-lettered. Default {@link
   * OrderingKey#byWorkflowRun()}.
   */
  public NonBlockingPublisherBuilder orderingKey(OrderingKey orderingKey) {
    this.orderingKey = requireNonNull(orderingKey, "orderingKey");
    return this;
  }

  /**
   * What events of Maestro's vocabulary call themselves as CloudEvents, for an engine that speaks
   * it and is not Netflix Maestro: their {@code source}, and what stands before their {@code type}.
   * A {@code HostEvent} has its own. Default {@link EnvelopePolicy#defaults()}.
   */
  public NonBlockingPublisherBuilder envelope(EnvelopePolicy envelope) {
    this.envelope = requireNonNull(envelope, "envelope");
    return this;
  }

  /**
   * How many bytes an event may have: its body, its ordering key and its attributes. What is larger
   * is not encoded and goes to the dead-letter handler, with {@link
   * io.github.maestroevents.delivery.deadletter.DeadLetter.Reason#TOO_LARGE}; under CONFIRMED and
   * JOURNALED back to the sender. {@code send} does not look: the event waits in the queue like any
   * other. What the destination takes is a limit beside this one, and the lower one counts. From 1
   * KiB to 1 GiB. Default 4 MiB, of which a host with a heap of 256 MB can hold a few at once; if a
   * destination states that it takes more, and nothing is set here, {@link #build} logs a warning.
   */
  public NonBlockingPublisherBuilder maxEventBytes(long maxEventBytes) {
    Checks.range("maxEventBytes", maxEventBytes, 1 << 10, 1 << 30);
    this.maxEventBytes = maxEventBytes;
    this.isMaxEventBytesSet = true;
    return this;
  }

  /** What a returning {@code send} proves. Default {@link AcceptancePolicy#memory()}. */
  public NonBlockingPublisherBuilder acceptance(AcceptancePolicy acceptance) {
    this.acceptance = requireNonNull(acceptance, "acceptance");
    return this;
  }

  /**
   * Which events go to this destination; the others are accepted and counted as filtered. Called on
   * the delivery thread; an event for which it throws is dead-lettered. Default: all.
   */
  public NonBlockingPublisherBuilder filter(EventFilter filter) {
    this.filter = requireNonNull(filter, "filter");
    return this;
  }

  /**
   * Which attributes events carry to this destination, after the filter. {@link #build} tries it
   * with an event of each type, so that a transformer which changes what it may not is refused
   * there: see {@link EventTransformer}. Default: their own.
   */
  public NonBlockingPublisherBuilder transformer(EventTransformer transformer) {
    this.transformer = requireNonNull(transformer, "transformer");
    return this;
  }

  /**
   * How many events may queue, and what happens to the next one. Default {@link
   * QueuePolicy#defaults()}, with a journal {@link QueuePolicy#spilling()}.
   */
  public NonBlockingPublisherBuilder queue(QueuePolicy queue) {
    this.queue = requireNonNull(queue, "queue");
    return this;
  }

  /** When a batch is full enough to go. */
  public NonBlockingPublisherBuilder batch(BatchPolicy batch) {
    this.batch = requireNonNull(batch, "batch");
    return this;
  }

  /** How much may be handed over or held back at once. */
  public NonBlockingPublisherBuilder inFlight(InFlightPolicy inFlight) {
    this.inFlight = requireNonNull(inFlight, "inFlight");
    return this;
  }

  /**
   * How often and how long an event is retried. Default {@link RetryPolicy#defaults()}, with a
   * journal {@link RetryPolicy#unlimited()}: what is on disk can wait for a destination that is
   * down for days.
   */
  public NonBlockingPublisherBuilder retry(RetryPolicy retry) {
    this.retry = requireNonNull(retry, "retry");
    return this;
  }

  /**
   * How long a batch may stay unanswered before its events are retried, from 1 ms to 1 day.
   * Default: what a batch publisher states as {@link
   * BatchNotificationPublisher#completionTimeout()} and 5 s more; 30 s for any other publisher,
   * whose call is then interrupted.
   */
  public NonBlockingPublisherBuilder batchTimeout(Duration batchTimeout) {
    requireNonNull(batchTimeout, "batchTimeout");
    Checks.range("batchTimeout", batchTimeout, Duration.ofMillis(1), LONGEST);
    this.batchTimeout = batchTimeout;
    return this;
  }

  /** How long {@code close} tries to deliver what is left, from zero to 1 day. Default 10 s. */
  public NonBlockingPublisherBuilder closeTimeout(Duration closeTimeout) {
    requireNonNull(closeTimeout, "closeTimeout");
    Checks.range("closeTimeout", closeTimeout, Duration.ZERO, LONGEST);
    this.closeTimeout = closeTimeout;
    return this;
  }

  /**
   * Whether the publisher closes itself when the JVM shuts down in order. Default false: a host
   * that closes what it opened knows the better moment.
   */
  public NonBlockingPublisherBuilder closeOnShutdown(boolean closeOnShutdown) {
    this.closeOnShutdown = closeOnShutdown;
    return this;
  }

  /**
   * Who takes events that will not be delivered. From {@link #build} on the publisher owns the
   * handler. The same handler may be set on several publishers: the last of them that is closed
   * closes the handler. Set {@link DeadLetterHandler#borrowed()} to close the handler yourself.
   * Default {@link DeadLetterHandler#logging()}.
   */
  public NonBlockingPublisherBuilder deadLetterHandler(DeadLetterHandler deadLetterHandler) {
    this.deadLetterHandler = requireNonNull(deadLetterHandler, "deadLetterHandler");
    return this;
  }

  /**
   * Sends what will not be delivered to another destination, such as a Kafka topic for dead
   * letters. The publisher is wrapped, unless it is non-blocking already. From {@link #build} on it
   * is owned: several publishers may send their dead letters to it, and the last of them that is
   * closed closes it, and waits until it has delivered them. To keep it open, set {@code
   * deadLetterHandler(new PublishingDeadLetterHandler(publisher).borrowed())}.
   *
   * <p>A dead letter carries the attributes of the event. Destination, reason, cause, attempts,
   * first and last time are added as {@code dlqdestination}, {@code dlqreason}, {@code dlqcause}
   * (500 characters at most), {@code dlqattempts}, {@code dlqfirsttime} and {@code dlqlasttime}.
   *
   * <p>When the other publisher's queue is full, the delivery thread waits up to 5 s for room; what
   * finds none is logged, see {@link PublishingDeadLetterHandler}. Replaces {@link
   * #deadLetterHandler}.
   */
  public NonBlockingPublisherBuilder deadLettersTo(MaestroNotificationPublisher publisher) {
    return deadLetterHandler(
        PublishingDeadLetterHandler.to(requireNonNull(publisher, "publisher")));
  }

  /** Who is told of drops. Default: nobody but the log. */
  public NonBlockingPublisherBuilder dropListener(DropListener dropListener) {
    this.dropListener = requireNonNull(dropListener, "dropListener");
    return this;
  }

  /** When the destination is left alone because it fails or is slow. */
  public NonBlockingPublisherBuilder circuitBreaker(CircuitBreakerPolicy circuitBreaker) {
    this.circuitBreaker = requireNonNull(circuitBreaker, "circuitBreaker");
    return this;
  }

  /** Who is told when the destination is left alone and when it is called again. */
  public NonBlockingPublisherBuilder circuitListener(CircuitListener circuitListener) {
    this.circuitListener = requireNonNull(circuitListener, "circuitListener");
    return this;
  }

  /**
   * Who is told what becomes of events, as meters are. May be called several times: all are told.
   * Callers of {@code send} never run it. Default: nobody.
   */
  public NonBlockingPublisherBuilder metrics(DeliveryMetrics metrics) {
    this.metrics.add(requireNonNull(metrics, "metrics"));
    return this;
  }

  /**
   * The context of the trace that the calling thread is in: it travels beside the event, so that
   * what a consumer does appears below the span that sent the event. Called by every {@code send}
   * and {@code submit} on its own thread; what it throws costs the event its trace and nothing
   * else. Attributes given with the event win. Default: none, and nothing is asked.
   */
  public NonBlockingPublisherBuilder traceContext(TraceContextSource traceContext) {
    this.traceContext = requireNonNull(traceContext, "traceContext");
    return this;
  }

  /** {@link #journal(EventJournal, JournalPolicy)} with {@link JournalPolicy#defaults()}. */
  public NonBlockingPublisherBuilder journal(EventJournal journal) {
    return journal(journal, JournalPolicy.defaults());
  }

  /**
   * Where events lie on disk until they are delivered: those memory cannot hold ({@link
   * OverflowPolicy#SPILL}, the default with a journal), or all ({@link
   * AcceptancePolicy#journaled()}). What it holds already is delivered first. The publisher owns it
   * from {@link #build} on and closes it; nobody else may use it meanwhile, and a second publisher
   * is refused. Default: none.
   *
   * <p>The journal has a thread of its own, so the delivery thread never waits for the disk. Under
   * {@code journaled()} filter and transformer are called on that thread, the ordering key on the
   * threads that send.
   */
  public NonBlockingPublisherBuilder journal(EventJournal journal, JournalPolicy policy) {
    this.journal =
        new JournalSettings(requireNonNull(journal, "journal"), requireNonNull(policy, "policy"));
    return this;
  }

  /** The source of time, for tests. Default {@link DeliveryClock#system()}. */
  public NonBlockingPublisherBuilder clock(DeliveryClock clock) {
    this.clock = requireNonNull(clock, "clock");
    return this;
  }

  /**
   * Builds the publisher and starts its delivery thread, and with a journal the thread of that;
   * opens nothing else. From here on the result owns the wrapped publisher, the journal and the
   * dead-letter handler, and closes them. When this fails, nothing runs, nothing was closed, and
   * the caller still owns all three.
   *
   * @throws IllegalArgumentException if the settings contradict each other, or the transformer
   *     changes an attribute that it may not change
   * @throws IllegalStateException if a publisher that has not been closed wraps the same object
   *     already, unless that is a lambda, or has the same journal; or if the JVM is shutting down
   *     and {@link #closeOnShutdown} is set
   * @throws JournalException if the journal cannot be read
   */
  public NonBlockingNotificationPublisher build() {
    return Startup.of(List.of(this)).get(0);
  }

  /**
   * Builds several publishers, all or none: their threads begin together, when none can fail any
   * more. When this fails, it is as if {@link #build} had failed for each of them.
   *
   * @return one for each builder, in their order
   */
  public static List<NonBlockingNotificationPublisher> buildAll(
      List<NonBlockingPublisherBuilder> builders) {
    return Startup.of(List.copyOf(builders));
  }

  private HandlerUse useOfDeadLetterHandler() {
    return deadLetterHandler instanceof PublishingDeadLetterHandler publishing
        ? HandlerUse.of(publishing.given(), publishing)
        : HandlerUse.of(deadLetterHandler);
  }

  /** The publisher, before anything of it runs. */
  NonBlockingNotificationPublisher assemble(Startup startup) {
    QueuePolicy queue = this.queue != null ? this.queue : defaultQueue();
    JournalRules.check(acceptance, queue, journal);
    startup.claim(publisher);
    if (journal != null) {
      startup.claim(journal.store());
    }
    Admission admission =
        new Admission(
            name, filter, transformer, new EncodingRule(orderingKey, envelope, maxEventBytes));
    if (journal != null || publisher instanceof BatchNotificationPublisher) { // others get none
      admission.tryTransformer();
    }
    EngineSettings settings =
        new EngineSettings(
            name,
            acceptance,
            admission,
            queue,
            batch,
            inFlight,
            this.retry != null ? this.retry : defaultRetry(),
            circuitBreaker,
            batchTimeout,
            closeTimeout,
            closeOnShutdown,
            startup.uses(useOfDeadLetterHandler()),
            dropListener,
            circuitListener,
            DeliveryMetrics.all(metrics),
            journal,
            SteadyClock.of(clock));
    Engine engine = Engine.of(settings, publisher, LOG, new SplittableRandom());
    NonBlockingNotificationPublisher assembled =
        new NonBlockingNotificationPublisher(engine, traceContext, LOG);
    tellOfLowerLimit();
    startup.add(assembled, publisher);
    return assembled;
  }

  /** A destination that was made to take larger events gets none, unless its host is told. */
  private void tellOfLowerLimit() {
    if (isMaxEventBytesSet || !(publisher instanceof BatchNotificationPublisher batches)) {
      return;
    }
    long taken = batches.limits().maxEventBytes();
    if (taken > maxEventBytes && taken != Long.MAX_VALUE) { // that is no limit that anybody set
      SafeLogger.of(LOG)
          .warn(
              "{} takes events of {} bytes, but events of more than {} bytes are given up before:"
                  + " set maxEventBytes",
              name,
              taken,
              maxEventBytes);
    }
  }

  private QueuePolicy defaultQueue() {
    return journal == null ? QueuePolicy.defaults() : QueuePolicy.spilling();
  }

  private RetryPolicy defaultRetry() {
    return journal == null ? RetryPolicy.defaults() : RetryPolicy.unlimited();
  }

  private static String defaultName(MaestroNotificationPublisher publisher) {
    Class<?> type = publisher.getClass();
    if (type.isSynthetic() || type.isHidden() || type.isAnonymousClass()) {
      return "publisher";
    }
    String name =
        type.getSimpleName().replace("NotificationPublisher", "").replace("Publisher", "");
    return name.isEmpty() ? "publisher" : name.toLowerCase(Locale.ROOT);
  }
}
