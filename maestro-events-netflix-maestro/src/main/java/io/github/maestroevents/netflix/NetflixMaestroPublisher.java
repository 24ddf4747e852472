package io.github.maestroevents.netflix;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.netflix.maestro.engine.publisher.MaestroNotificationPublisher;
import com.netflix.maestro.models.events.MaestroEvent;
import io.github.maestroevents.config.ConfiguredPublisher;
import io.github.maestroevents.delivery.DeliveringPublisher;
import io.github.maestroevents.delivery.deadletter.DeadLetterHandler;
import io.github.maestroevents.delivery.policy.DeliveryClock;
import io.github.maestroevents.spi.SafeLogger;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * What Netflix Maestro calls for each event. The body is the one that Maestro's own publishers
 * send, byte for byte; what travels beside it is read off Maestro's object.
 *
 * <p>Maestro calls it on up to 23 threads at once. A returning {@code send} proves what the
 * acceptance level says; by default, that the event is committed in PostgreSQL. It blocks for as
 * long as that takes, and at most for the append or confirm timeout, 5 s by default.
 *
 * <p>What it throws is what Maestro can live with, and nothing else: see {@link Verdicts}.
 */
public final class NetflixMaestroPublisher implements MaestroNotificationPublisher, AutoCloseable {

  /** What the end of a destination may take beyond its close timeout. */
  static final Duration CLOSE_GRACE = Duration.ofSeconds(5);

  /** Maestro's execution budget; from three times as much on it publishes an event for ever. */
  private static final Duration SAFE_SEND = Duration.ofSeconds(10);

  private static final SafeLogger LOG = SafeLogger.of(NetflixMaestroPublisher.class);

  private final DeliveringPublisher publisher;
  private final ServerEvents events;
  private final Verdicts verdicts;
  private final Duration closeWait;
  private final DeliveryClock clock;
  private final OncePerMinute slow;

  NetflixMaestroPublisher(ConfiguredPublisher publisher, ObjectMapper mapper) {
    this(
        publisher,
        publisher.deadLetterHandler(),
        mapper,
        publisher.closeTimeout(),
        DeliveryClock.system());
  }

  /**
   * @param publisher owned from here on
   * @param deadLetters takes what the publisher never had
   * @param mapper Maestro's own, which writes the bodies
   * @param closeTimeout what was set for the publisher
   */
  NetflixMaestroPublisher(
      DeliveringPublisher publisher,
      DeadLetterHandler deadLetters,
      ObjectMapper mapper,
      Duration closeTimeout,
      DeliveryClock clock) {
    this.publisher = publisher;
    this.events = new ServerEvents(mapper);
    this.verdicts = new Verdicts(publisher.name(), deadLetters, clock);
    this.closeWait = closeTimeout.plus(CLOSE_GRACE);
    this.clock = clock;
    this.slow = new OncePerMinute(clock);
  }

  /**
   * Accepts one event.
   *
   * @throws com.netflix.maestro.exceptions.MaestroRetryableError if it is not accepted now: Maestro
   *     still owns the event, and sends it again. An event that never will be accepted is a dead
   *     letter, and the call returns
   */
  @Override
  public void send(MaestroEvent event) {
    ServerEvents.Written written = null;
    QuietRetryableError refusal;
    try {
      written = new ServerEvents.Written();
      long start = clock.nanoTime();
      publisher.send(events.write(event, written));
      warnOfSlowSend(clock.nanoTime() - start);
      return;
    } catch (Throwable thrown) { // Maestro's worker dies of whatever is no RuntimeException
      try {
        refusal = verdicts.of(written, thrown);
      } catch (Throwable again) { // of any kind, such as a second OutOfMemoryError
        refusal = Verdicts.LAST_RESORT;
      }
    }
    if (refusal != null) {
      throw refusal;
    }
  }

  /** What delivers; closed with this one. */
  DeliveringPublisher publisher() {
    return publisher;
  }

  private void warnOfSlowSend(long nanos) {
    if (nanos > SAFE_SEND.toNanos() && slow.isDue()) {
      LOG.warn(
          "An event was accepted after {}. Maestro publishes an event again and again when that"
              + " takes more than 30 s: lower append-timeout or confirm-timeout",
          Duration.ofNanos(nanos));
    }
  }

  /**
   * Refuses new events, delivers what it can within the close timeout, and leaves the rest in the
   * journal. Blocks for at most the close timeout and {@code 5 s}; then the JVM ends anyway.
   * Idempotent. An interrupt ends the wait, and its flag stays set.
   */
  @Override
  public void close() {
    CompletableFuture<?> end = publisher.closeAsync().toCompletableFuture();
    try {
      end.get(closeWait.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      LOG.warn(
          "Not closed within {}: a destination or the journal does not answer. The server goes on"
              + " to stop; what is in the journal is delivered after the next start",
          closeWait);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (ExecutionException e) {
      throw new IllegalStateException("The end of a publisher is a value", e);
    }
  }

  /** The destinations and the settings in force. */
  @Override
  public String toString() {
    return "NetflixMaestroPublisher[" + publisher + "]";
  }
}
