package io.github.maestroevents.delivery;

import static java.util.Objects.requireNonNull;

import io.github.maestroevents.MaestroNotificationPublisher;
import io.github.maestroevents.RetryableDeliveryException;
import io.github.maestroevents.event.MaestroEvent;
import io.github.maestroevents.event.OrderingKey;
import io.github.maestroevents.spi.BatchNotificationPublisher;
import io.github.maestroevents.spi.DeliveryOutcome;
import java.time.Duration;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;

/**
 * Makes any publisher non-blocking: {@link #send} puts the event in bounded memory and returns; a
 * delivery thread of its own batches, orders, retries and accounts for what was accepted.
 *
 * <pre>{@code
 * var publisher = NonBlockingNotificationPublisher.wrap(kafka);
 * publisher.send(event);
 * publisher.close();
 * }</pre>
 *
 * <p>Acceptance level MEMORY: a returning {@code send} proves that the event is in memory, or was
 * dropped and counted when there was no room. It is lost if the process dies before it is
 * delivered. Delivery is at least once, in order per ordering key, with an event id that is equal
 * on every attempt.
 *
 * <p>A {@link BatchNotificationPublisher} is driven asynchronously from the delivery thread; any
 * other publisher, such as a lambda, is called on worker threads of its own, so that it may block.
 * Whatever the wrapped publisher does (throws, answers wrongly, twice or never), callers of {@code
 * send} do not notice, and {@link #stats()} adds up.
 */
public final class NonBlockingNotificationPublisher implements MaestroNotificationPublisher {

  /**
   * How long {@link #close} waits beyond the close timeout for the wrapped publisher to close: 10
   * s, the last of them after an interrupt.
   */
  public static final Duration CLOSE_GRACE = Duration.ofSeconds(10);

  private static final long LAST_GRACE_NANOS = Duration.ofSeconds(1).toNanos();

  /** How often the delivery thread looks into the queue at least, since senders never wake it. */
  private static final long LOOK_NANOS = Duration.ofMillis(5).toNanos();

  private final EngineSettings settings;
  private final Intake intake;
  private final DeliveryLoop loop;
  private final DeliveryThread thread;

  /** How callers wait under CONFIRMED; null under MEMORY, where they do not. */
  private final @Nullable Confirmation confirmation;

  private final @Nullable ShutdownHook shutdownHook;

  NonBlockingNotificationPublisher(
      EngineSettings settings, Intake intake, Answers answers, Destination destination) {
    DeliveryLog log =
        new DeliveryLog(
            LoggerFactory.getLogger(NonBlockingNotificationPublisher.class), settings.name());
    this.settings = settings;
    this.intake = intake;
    this.loop =
        new DeliveryLoop(settings, intake, answers, destination, log, new SplittableRandom());
    this.thread =
        new DeliveryThread(
            NonBlockingPublisherBuilder.threadName(settings.name()),
            loop,
            settings.clock(),
            log,
            Math.min(settings.batch().linger().toNanos(), LOOK_NANOS));
    this.confirmation =
        settings.acceptance().isConfirmed()
            ? new Confirmation(settings.name(), settings.acceptance().confirmTimeout())
            : null;
    this.shutdownHook =
        settings.closeOnShutdown() ? new ShutdownHook(thread.hook(this::close)) : null;
    answers.onAwaited(thread::wake);
  }

  /** Wraps a publisher with every setting at its default. */
  public static NonBlockingNotificationPublisher wrap(MaestroNotificationPublisher publisher) {
    return builder(publisher).build();
  }

  /** Begins to wrap a publisher. The result owns it and closes it. */
  public static NonBlockingPublisherBuilder builder(MaestroNotificationPublisher publisher) {
    return new NonBlockingPublisherBuilder(publisher);
  }

  NonBlockingNotificationPublisher started() {
    thread.start();
    if (shutdownHook != null) {
      shutdownHook.register();
    }
    return this;
  }

  /**
   * Accepts one event. Any thread.
   *
   * <p>Under {@link AcceptanceLevel#MEMORY} (the default) it never blocks: one offer into a bounded
   * queue, without lock, allocation, clock or wake-up. Encoding, and all that can fail, happens
   * later on the delivery thread. When the queue is full, {@link QueuePolicy#overflow} decides: by
   * default the event is dropped and counted, and the call returns.
   *
   * <p>Under {@link AcceptanceLevel#CONFIRMED} it blocks until the destination has acknowledged the
   * event, at most for the confirm timeout. Callers on many threads share batches.
   *
   * @throws io.github.maestroevents.PublisherOverloadedException if the queue is full under {@link
   *     OverflowPolicy#REJECT} or CONFIRMED; the caller still owns the event
   * @throws io.github.maestroevents.PublisherClosedException after {@link #close}; the caller still
   *     owns the event
   * @throws io.github.maestroevents.RetryableDeliveryException under CONFIRMED only: not
   *     acknowledged in time (it may be delivered all the same), the circuit is open, or the caller
   *     was interrupted (its flag is set again); the caller still owns the event
   * @throws io.github.maestroevents.PermanentDeliveryException under CONFIRMED only: the
   *     destination will never take it; the caller still owns the event
   */
  @Override
  public void send(MaestroEvent event) {
    requireNonNull(event, "event");
    if (confirmation == null) {
      accept(event);
    } else {
      awaitConfirmation(
          beginConfirmation(Envelope.toConfirm(event, null)), confirmation.timeoutNanos());
    }
  }

  /**
   * What {@link FanOutPublisher} does of {@link #send} for all destinations before it waits for
   * any.
   */
  @Nullable Envelope begin(SharedEncoding encoding) {
    if (confirmation == null) {
      accept(Envelope.shared(encoding));
      return null;
    }
    return beginConfirmation(Envelope.toConfirm(encoding.event(), encoding));
  }

  private Envelope beginConfirmation(Envelope envelope) {
    try {
      requireNonNull(confirmation).refuseIfHopeless(loop.circuit(), thread.isCurrent());
    } catch (RetryableDeliveryException hopeless) {
      intake.countRefusal();
      throw hopeless;
    }
    accept(envelope);
    return envelope;
  }

  void awaitConfirmation(Envelope envelope, long nanos) {
    requireNonNull(confirmation).await(requireNonNull(envelope.outcome), nanos);
  }

  /** How long a sender waits for a confirmation, in nanoseconds; 0 under MEMORY. */
  long confirmTimeoutNanos() {
    return confirmation == null ? 0 : confirmation.timeoutNanos();
  }

  /** Puts the event in the queue with attributes beside its own; tells whether there was room. */
  Intake.Offer send(MaestroEvent event, Map<String, String> moreAttributes) {
    return accept(Envelope.withAttributes(event, moreAttributes));
  }

  /**
   * Accepts one event in memory and tells what becomes of it. Any thread, never blocks, whatever
   * the acceptance level.
   *
   * @return completes with {@code Delivered}, or with {@code Rejected} when the event was
   *     dead-lettered or dropped. It completes on the delivery thread, so do nothing long in a
   *     dependent stage, or use the {@code …Async} methods. Never completes exceptionally, and
   *     nobody but the engine can complete it
   * @throws io.github.maestroevents.PublisherOverloadedException if the queue is full under {@link
   *     OverflowPolicy#REJECT} or CONFIRMED; the caller still owns the event
   * @throws io.github.maestroevents.PublisherClosedException after {@link #close}; the caller still
   *     owns the event
   */
  public CompletionStage<DeliveryOutcome> submit(MaestroEvent event) {
    requireNonNull(event, "event");
    Envelope envelope = Envelope.submitted(event);
    if (accept(envelope) == Intake.Offer.DROPPED) {
      envelope.tell(DeliveryOutcome.rejected(intake.overloaded()));
    }
    return requireNonNull(envelope.outcome).minimalCompletionStage();
  }

  private Intake.Offer accept(Object event) {
    Intake.Offer offer = intake.offer(event);
    if (offer == Intake.Offer.ACCEPTED_LATE) {
      loop.collectLate();
    }
    return offer;
  }

  /**
   * Blocks the caller until every event accepted before the call has left the engine, and sends
   * partial batches at once meanwhile. Delays before a retry are not cut short.
   *
   * @return true if all of them were delivered; false if the time ran out, the caller was
   *     interrupted (its flag is set again) or one of them was dead-lettered meanwhile. False at
   *     once when called from a callback on the delivery thread
   */
  public boolean flush(Duration timeout) {
    requireNonNull(timeout, "timeout");
    if (thread.isCurrent()) {
      return false;
    }
    FlushBarrier barrier = new FlushBarrier(intake.accepted(), stats().deadLettered());
    loop.flush(barrier);
    thread.wake();
    loop.collectLate();
    try {
      return barrier.await(nanos(timeout));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /** {@link #close(Duration)} with the close timeout that was set, 10 s by default. */
  @Override
  public void close() {
    close(settings.closeTimeout());
  }

  /**
   * Refuses new events, delivers what it can within the timeout, passes the rest to the dead-letter
   * handler and closes the wrapped publisher. Events whose sender still waits go back to it.
   *
   * <p>Idempotent, any thread; the timeout of the first call holds. Blocks until that is done, at
   * most for the timeout and {@link #CLOSE_GRACE}; if a destination holds the delivery thread even
   * longer, that is logged and the call returns. An interrupted caller ends the drain, returns and
   * keeps its flag set. From a callback on the delivery thread the call returns at once.
   */
  public void close(Duration timeout) {
    beginClose(timeout);
    if (thread.isCurrent()) {
      return;
    }
    try {
      awaitEnd(timeout);
    } catch (InterruptedException e) {
      loop.drain(0);
      thread.wake();
      Thread.currentThread().interrupt();
    }
  }

  /** Starts what {@link #close()} waits for. */
  void beginClose() {
    beginClose(settings.closeTimeout());
  }

  private void beginClose(Duration timeout) {
    if (!intake.close()) {
      loop.drain(nanos(timeout));
      if (shutdownHook != null) {
        shutdownHook.forget();
      }
    }
    thread.wake();
  }

  private void awaitEnd(Duration timeout) throws InterruptedException {
    if (thread.awaitEnd(nanos(timeout) + CLOSE_GRACE.toNanos() - LAST_GRACE_NANOS)) {
      return;
    }
    thread.interrupt();
    if (!thread.awaitEnd(LAST_GRACE_NANOS)) {
      LoggerFactory.getLogger(NonBlockingNotificationPublisher.class)
          .error(
              "The delivery thread of destination '{}' is held by the publisher and did not end; left"
                  + " behind: {}",
              settings.name(),
              stats());
    }
  }

  /** The name of the destination, as in threads, logs and dead letters. */
  public String name() {
    return settings.name();
  }

  /** Which events go in order among themselves. */
  OrderingKey orderingKey() {
    return settings.admission().orderingKey();
  }

  /** Where every event is that was offered so far. Any thread, cheap, never blocks. */
  public DeliveryStats stats() {
    return loop.stats();
  }

  /** The destination and the settings in force. */
  @Override
  public String toString() {
    return "NonBlockingNotificationPublisher[" + settings + "]";
  }

  private static long nanos(Duration duration) {
    try {
      return Math.max(0, duration.toNanos());
    } catch (ArithmeticException tooLong) {
      return Duration.ofDays(36_500).toNanos();
    }
  }
}
