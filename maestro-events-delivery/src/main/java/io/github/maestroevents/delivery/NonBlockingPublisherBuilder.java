package io.github.maestroevents.delivery;

import static java.util.Objects.requireNonNull;

import io.github.maestroevents.MaestroNotificationPublisher;
import io.github.maestroevents.event.OrderingKey;
import io.github.maestroevents.spi.BatchNotificationPublisher;
import java.time.Duration;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The settings of a {@link NonBlockingNotificationPublisher}; every one has a default. */
public final class NonBlockingPublisherBuilder {

  /** How long {@code close} tries to deliver what is left, unless set otherwise: 10 s. */
  public static final Duration DEFAULT_CLOSE_TIMEOUT = Duration.ofSeconds(10);

  private static final Duration LONGEST = Duration.ofDays(1);

  private final MaestroNotificationPublisher publisher;
  private String name;
  private OrderingKey orderingKey = OrderingKey.byWorkflowRun();
  private QueuePolicy queue = QueuePolicy.defaults();
  private BatchPolicy batch = BatchPolicy.defaults();
  private InFlightPolicy inFlight = InFlightPolicy.defaults();
  private RetryPolicy retry = RetryPolicy.defaults();
  private @Nullable Duration batchTimeout;
  private Duration closeTimeout = DEFAULT_CLOSE_TIMEOUT;
  private DeadLetterHandler deadLetterHandler = DeadLetterHandler.logging();
  private DropListener dropListener = (newlyDropped, droppedInAll) -> {};
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

  /** How many events may queue, and what happens to the next one. */
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

  /** How often and how long an event is retried. */
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
    Checks.range("batchTimeout", batchTimeout, Duration.ofMillis(1), LONGEST);
    this.batchTimeout = batchTimeout;
    return this;
  }

  /** How long {@code close} tries to deliver what is left, from zero to 1 day. Default 10 s. */
  public NonBlockingPublisherBuilder closeTimeout(Duration closeTimeout) {
    Checks.range("closeTimeout", closeTimeout, Duration.ZERO, LONGEST);
    this.closeTimeout = closeTimeout;
    return this;
  }

  /** Who takes events that will not be delivered. Default {@link DeadLetterHandler#logging()}. */
  public NonBlockingPublisherBuilder deadLetterHandler(DeadLetterHandler deadLetterHandler) {
    this.deadLetterHandler = requireNonNull(deadLetterHandler, "deadLetterHandler");
    return this;
  }

  /** Who is told of drops. Default: nobody but the log. */
  public NonBlockingPublisherBuilder dropListener(DropListener dropListener) {
    this.dropListener = requireNonNull(dropListener, "dropListener");
    return this;
  }

  /** The source of time, for tests. Default {@link DeliveryClock#system()}. */
  public NonBlockingPublisherBuilder clock(DeliveryClock clock) {
    this.clock = requireNonNull(clock, "clock");
    return this;
  }

  /** Builds the publisher and starts its delivery thread; opens nothing else. */
  public NonBlockingNotificationPublisher build() {
    EngineSettings settings =
        new EngineSettings(
            name,
            queue,
            batch,
            inFlight,
            retry,
            batchTimeout,
            closeTimeout,
            deadLetterHandler,
            dropListener,
            clock);
    Answers answers = new Answers();
    return new NonBlockingNotificationPublisher(
            settings, new Intake(queue, name), answers, destination(answers))
        .started();
  }

  private Destination destination(Answers answers) {
    if (publisher instanceof BatchNotificationPublisher batchPublisher) {
      return new BatchDestination(batchPublisher, orderingKey, answers);
    }
    return new PlainDestination(
        publisher, orderingKey, answers, inFlight.maxBatches(), threadName(name));
  }

  static String threadName(String destination) {
    return "maestro-events-" + destination;
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
