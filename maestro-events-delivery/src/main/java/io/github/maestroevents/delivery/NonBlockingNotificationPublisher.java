package io.github.maestroevents.delivery;

import static java.util.Objects.requireNonNull;

import io.github.maestroevents.MaestroNotificationPublisher;
import io.github.maestroevents.RetryableDeliveryException;
import io.github.maestroevents.delivery.internal.account.FlushBarrier;
import io.github.maestroevents.delivery.internal.engine.DeliveryLoop;
import io.github.maestroevents.delivery.internal.engine.DeliveryThread;
import io.github.maestroevents.delivery.internal.engine.Engine;
import io.github.maestroevents.delivery.internal.engine.EngineSettings;
import io.github.maestroevents.delivery.internal.engine.EngineThreads;
import io.github.maestroevents.delivery.internal.engine.ShutdownHook;
import io.github.maestroevents.delivery.internal.intake.Intake;
import io.github.maestroevents.delivery.internal.limits.TimeLimits;
import io.github.maestroevents.delivery.internal.travel.Envelope;
import io.github.maestroevents.delivery.internal.travel.SharedEncoding;
import io.github.maestroevents.delivery.internal.wait.Confirmation;
import io.github.maestroevents.delivery.internal.wait.JournalWait;
import io.github.maestroevents.delivery.internal.wait.SenderWait;
import io.github.maestroevents.delivery.monitor.DeliveryStats;
import io.github.maestroevents.delivery.policy.AcceptanceLevel;
import io.github.maestroevents.delivery.policy.JournalPolicy;
import io.github.maestroevents.delivery.policy.OverflowPolicy;
import io.github.maestroevents.delivery.policy.QueuePolicy;
import io.github.maestroevents.event.MaestroEvent;
import io.github.maestroevents.event.OrderingKey;
import io.github.maestroevents.spi.BatchNotificationPublisher;
import io.github.maestroevents.spi.DeliveryOutcome;
import java.time.Duration;
import java.util.Map;
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
  public static final Duration CLOSE_GRACE = TimeLimits.CLOSE_GRACE;

  private final EngineSettings settings;
  private final Engine engine;
  private final EngineThreads threads;
  private final Intake intake;
  private final DeliveryLoop loop;
  private final DeliveryThread thread;

  /** How callers wait under CONFIRMED and JOURNALED; null under MEMORY, where they do not. */
  private final @Nullable SenderWait senderWait;

  private final @Nullable ShutdownHook shutdownHook;

  NonBlockingNotificationPublisher(Engine engine) {
    this.engine = engine;
    this.settings = engine.settings();
    this.intake = engine.intake();
    this.loop = engine.loop();
    this.threads = new EngineThreads(engine);
    this.thread = threads.delivery();
    this.senderWait =
        switch (settings.acceptance().level()) {
          case MEMORY -> null;
          case CONFIRMED ->
              new Confirmation(settings.name(), settings.acceptance().confirmTimeout());
          case JOURNALED ->
              new JournalWait(
                  settings.name(), settings.acceptance().appendTimeout(), orderingKey());
        };
    this.shutdownHook =
        settings.closeOnShutdown() ? new ShutdownHook(thread.hook(this::close)) : null;
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
    threads.start();
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
   * <p>Under {@link AcceptanceLevel#JOURNALED} it blocks until the event is on disk, at most for
   * the append timeout. Callers on many threads share commits.
   *
   * @throws io.github.maestroevents.PublisherOverloadedException if the queue is full under {@link
   *     OverflowPolicy#REJECT}, CONFIRMED or JOURNALED, or the journal is full, see {@link
   *     JournalPolicy.WhenFull}; the caller still owns the event
   * @throws io.github.maestroevents.PublisherClosedException after {@link #close}; the caller still
   *     owns the event
   * @throws io.github.maestroevents.RetryableDeliveryException under CONFIRMED: not acknowledged in
   *     time (it may be delivered all the same), the circuit is open; under JOURNALED: not on disk
   *     in time, or the journal failed (it may be there all the same); under both: the caller was
   *     interrupted (its flag is set again); the caller still owns the event
   * @throws io.github.maestroevents.PermanentDeliveryException under CONFIRMED only: the
   *     destination will never take it; the caller still owns the event
   */
  @Override
  public void send(MaestroEvent event) {
    requireNonNull(event, "event");
    if (senderWait == null) {
      accept(event);
    } else {
      senderWait.await(begin(senderWait, event, null), senderWait.timeoutNanos());
    }
  }

  /**
   * What {@link FanOutPublisher} does of {@link #send} for all destinations before it waits for
   * any.
   */
  @Nullable Envelope begin(SharedEncoding encoding) {
    if (senderWait == null) {
      accept(Envelope.shared(encoding));
      return null;
    }
    return begin(senderWait, encoding.event(), encoding);
  }

  private Envelope begin(SenderWait wait, MaestroEvent event, @Nullable SharedEncoding encoding) {
    refuseIfHopeless(wait);
    Envelope envelope = wait.envelope(event, encoding);
    accept(envelope);
    engine.wakeJournal();
    return envelope;
  }

  private void refuseIfHopeless(SenderWait wait) {
    try {
      wait.refuseIfHopeless(engine.breaker().state(), threads.areCurrent());
    } catch (RetryableDeliveryException hopeless) {
      intake.countRefusal();
      throw hopeless;
    }
  }

  void awaitAcceptance(Envelope envelope, long nanos) {
    requireNonNull(senderWait).await(envelope, nanos);
  }

  /** How long a sender waits at most, in nanoseconds; 0 under MEMORY. */
  long acceptTimeoutNanos() {
    return senderWait == null ? 0 : senderWait.timeoutNanos();
  }

  /** Puts the event in the queue with attributes beside its own; tells whether there was room. */
  Intake.Offer send(MaestroEvent event, Map<String, String> moreAttributes) {
    Intake.Offer offer = accept(Envelope.withAttributes(event, moreAttributes));
    engine.wakeJournal();
    return offer;
  }

  /**
   * Accepts one event and tells what becomes of it. Any thread. Under {@link
   * AcceptanceLevel#JOURNALED} it blocks and throws as {@link #send} does; otherwise it accepts in
   * memory and never blocks.
   *
   * @return completes with {@code Delivered}, with {@code Rejected} when the event was
   *     dead-lettered, dropped or discarded, or with {@code RetryLater} when the publisher is
   *     closed and its journal keeps the event for the next start. It completes on the delivery
   *     thread, so do nothing long in a dependent stage, or use the {@code …Async} methods. Never
   *     completes exceptionally, and nobody but the engine can complete it
   * @throws io.github.maestroevents.PublisherOverloadedException if the queue is full under {@link
   *     OverflowPolicy#REJECT} or CONFIRMED; the caller still owns the event
   * @throws io.github.maestroevents.PublisherClosedException after {@link #close}; the caller still
   *     owns the event
   */
  public CompletionStage<DeliveryOutcome> submit(MaestroEvent event) {
    requireNonNull(event, "event");
    Envelope envelope;
    if (senderWait instanceof JournalWait wait) {
      refuseIfHopeless(wait);
      envelope = wait.submitted(event);
      accept(envelope);
      engine.wakeJournal();
      wait.await(envelope, wait.timeoutNanos());
    } else {
      envelope = Envelope.submitted(event);
      if (accept(envelope) == Intake.Offer.DROPPED) {
        envelope.tell(DeliveryOutcome.rejected(intake.overloaded()));
      }
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
   * handler and closes the wrapped publisher. Events whose sender still waits go back to it. With a
   * journal the rest stays there, or is written there first in its old order, and is delivered when
   * the journal is next opened; only what it has no room for, fails to take for 5 s, or does not
   * take within 8 s goes to the dead-letter handler. Then the journal is closed.
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
    if (thread.awaitEnd(nanos(timeout) + TimeLimits.CLOSE_GRACE_NANOS)) {
      return;
    }
    thread.interrupt();
    if (!thread.awaitEnd(TimeLimits.INTERRUPT_GRACE_NANOS)) {
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
    return engine.stats();
  }

  /** The destination and the settings in force. */
  @Override
  public String toString() {
    return "NonBlockingNotificationPublisher[" + settings + "]";
  }

  static long nanos(Duration duration) {
    try {
      return Math.max(0, duration.toNanos());
    } catch (ArithmeticException tooLong) {
      return Duration.ofDays(36_500).toNanos();
    }
  }
}
