package io.github.maestroevents.delivery;

import static java.util.Objects.requireNonNull;

import io.github.maestroevents.MaestroNotificationPublisher;
import io.github.maestroevents.event.MaestroEvent;
import io.github.maestroevents.spi.BatchNotificationPublisher;
import java.time.Duration;
import java.util.SplittableRandom;
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

  /** How long {@link #close} waits beyond the close timeout for the wrapped publisher to close. */
  public static final Duration CLOSE_GRACE = Duration.ofSeconds(10);

  private static final long LAST_GRACE_NANOS = Duration.ofSeconds(1).toNanos();

  private final EngineSettings settings;
  private final Intake intake;
  private final DeliveryLoop loop;
  private final DeliveryThread thread;

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
            settings.batch().linger().toNanos());
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
    return this;
  }

  /**
   * Accepts one event. Any thread, never blocks: one offer into a bounded queue, without lock,
   * allocation, clock or wake-up. Encoding, and all that can fail, happens later on the delivery
   * thread.
   *
   * <p>When the queue is full, {@link QueuePolicy#overflow} decides: by default the event is
   * dropped and counted, and the call returns.
   *
   * @throws io.github.maestroevents.PublisherOverloadedException if the queue is full under {@link
   *     OverflowPolicy#REJECT}; the caller still owns the event
   * @throws io.github.maestroevents.PublisherClosedException after {@link #close}; the caller still
   *     owns the event
   */
  @Override
  public void send(MaestroEvent event) {
    requireNonNull(event, "event");
    if (intake.offer(event)) {
      loop.collectLate();
    }
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
    FlushBarrier barrier = new FlushBarrier(intake.accepted());
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

  /**
   * Refuses new events, delivers what it can within the close timeout, passes the rest to the
   * dead-letter handler and closes the wrapped publisher.
   *
   * <p>Idempotent, any thread. Blocks until that is done, at most for the close timeout and {@link
   * #CLOSE_GRACE}; if a destination holds the delivery thread even longer, that is logged and the
   * call returns. An interrupted caller ends the drain, returns and keeps its flag set. From a
   * callback on the delivery thread the call returns at once.
   */
  @Override
  public void close() {
    if (!intake.close()) {
      loop.drain(nanos(settings.closeTimeout()));
    }
    thread.wake();
    if (thread.isCurrent()) {
      return;
    }
    try {
      awaitEnd();
    } catch (InterruptedException e) {
      loop.drain(0);
      thread.wake();
      Thread.currentThread().interrupt();
    }
  }

  private void awaitEnd() throws InterruptedException {
    if (thread.awaitEnd(nanos(settings.closeTimeout().plus(CLOSE_GRACE)))) {
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
      return Long.MAX_VALUE - 1;
    }
  }
}
