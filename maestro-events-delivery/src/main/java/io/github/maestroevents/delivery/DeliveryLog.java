package io.github.maestroevents.delivery;

import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;

/**
 * What an operator reads of one destination: each trouble once when it begins, then by count once a
 * minute while it lasts, and its end. Never a payload. Confined to the delivery thread.
 */
final class DeliveryLog {

  private static final long REPEAT_NANOS = TimeUnit.MINUTES.toNanos(1);

  private final Logger log;
  private final String destination;
  private final Recurring failures = new Recurring();
  private final Recurring silences = new Recurring();
  private final Recurring drops = new Recurring();
  private final Recurring handlerFailures = new Recurring();
  private final Recurring turnFailures = new Recurring();

  DeliveryLog(Logger log, String destination) {
    this.log = log;
    this.destination = destination;
  }

  /** Batches stay unanswered for long. */
  void silent(int batches, long nanos, long timeoutNanos, long now) {
    if (silences.isDue(1, now)) {
      log.warn(
          "Destination '{}' has not answered for {} s: {} batch(es) in flight, others wait; a batch is"
              + " retried after {} s",
          destination,
          TimeUnit.NANOSECONDS.toSeconds(nanos),
          batches,
          TimeUnit.NANOSECONDS.toSeconds(timeoutNanos));
    }
  }

  /** No batch stays unanswered for long. */
  void answers() {
    silences.reset();
  }

  /** A batch came back with events to retry. */
  void willRetry(int events, Throwable cause, long now) {
    if (failures.isDue(events, now)) {
      log.warn(
          "Destination '{}' did not take {} event(s) so far, which will be retried: {}",
          destination,
          failures.count,
          cause.toString());
    }
    log.debug("Destination '{}' did not take {} event(s)", destination, events, cause);
  }

  /** A batch was delivered. */
  void delivered() {
    if (failures.count > 0) {
      log.info(
          "Destination '{}' takes events again, after {} failed attempt(s)",
          destination,
          failures.count);
      failures.reset();
    }
  }

  void circuitChanged(CircuitState from, CircuitState to) {
    switch (to) {
      case OPEN ->
          log.warn(
              "The circuit of destination '{}' is open: it is left alone (was {})",
              destination,
              from);
      case HALF_OPEN ->
          log.info("The circuit of destination '{}' is half open: one batch probes", destination);
      case CLOSED -> log.info("The circuit of destination '{}' is closed again", destination);
    }
  }

  void dropped(long events, long inAll, int capacity, long now) {
    if (drops.isDue(events, now)) {
      log.warn(
          "Destination '{}' cannot keep up: its queue of {} events is full; {} event(s) dropped, {} in"
              + " all. See DeliveryStats for where the events are",
          destination,
          capacity,
          drops.count,
          inAll);
    }
  }

  /** A callback of the host threw. */
  void callbackFailed(String callback, String event, Throwable thrown, long now) {
    if (handlerFailures.isDue(1, now)) {
      log.error(
          "The {} of destination '{}' failed ({} time(s)), last with {}",
          callback,
          destination,
          handlerFailures.count,
          event,
          thrown);
    }
  }

  /** Something in the engine itself failed; it goes on with its next turn. */
  void turnFailed(Throwable thrown, long now) {
    if (turnFailures.isDue(1, now)) {
      log.error(
          "A turn of the delivery thread of destination '{}' failed ({} time(s)); it goes on",
          destination,
          turnFailures.count,
          thrown);
    }
  }

  void closeFailed(String what, Throwable thrown) {
    log.warn("Closing the {} of destination '{}' failed", what, destination, thrown);
  }

  void leftOver(long events) {
    log.warn(
        "Destination '{}' was closed with {} event(s) undelivered; the dead-letter handler has them",
        destination,
        events);
  }

  /** A trouble that comes again and again. */
  private static final class Recurring {
    long count;
    private boolean reported;
    private long lastNanos;

    boolean isDue(long times, long now) {
      count += times;
      if (!reported || now - lastNanos >= REPEAT_NANOS) {
        reported = true;
        lastNanos = now;
        return true;
      }
      return false;
    }

    void reset() {
      count = 0;
      reported = false;
    }
  }
}
