package io.github.maestroevents.delivery.internal.account;

import io.github.maestroevents.delivery.monitor.CircuitState;
import io.github.maestroevents.spi.LogText;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;

/**
 * What an operator reads of one destination: each trouble once when it begins, then by count once a
 * minute while it lasts, and its end. Never a payload. Confined to the delivery thread.
 */
public final class DeliveryLog {

  private final Logger log;
  private final String destination;
  private final Recurring failures = new Recurring();
  private final Recurring silences = new Recurring();
  private final Recurring drops = new Recurring();
  private final Recurring callbackFailures = new Recurring();
  private final Recurring turnFailures = new Recurring();

  public DeliveryLog(Logger log, String destination) {
    this.log = log;
    this.destination = destination;
  }

  /** Batches stay unanswered for long. */
  public void silent(int batches, long nanos, long timeoutNanos, long now) {
    silences.count(1);
    if (silences.isDue(now)) {
      long unused = silences.take(now);
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
  public void answers() {
    boolean unused = silences.end();
  }

  /** A batch came back with events to retry. */
  public void willRetry(int events, Throwable cause, long now) {
    failures.count(events);
    if (failures.isDue(now)) {
      log.warn(
          "Destination '{}' failed {} delivery attempt(s), which will be repeated; last: {}",
          destination,
          failures.take(now),
          LogText.of(cause));
    }
    if (log.isDebugEnabled()) {
      log.debug(
          "Destination '{}' did not take {} event(s): {}", destination, events, LogText.of(cause));
    }
  }

  /** A batch was delivered, in part at least, and nothing of it is to be retried. */
  public void delivered() {
    if (failures.end()) {
      log.info("Destination '{}' takes events again", destination);
    }
  }

  public void circuitChanged(CircuitState from, CircuitState to) {
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

  /** Called every turn; {@code events} may be none. */
  void dropped(long events, long inAll, int capacity, long now) {
    drops.count(events);
    if (drops.isDue(now)) {
      log.warn(
          "Destination '{}' cannot keep up: its queue of {} events is full; {} event(s) dropped, {} in"
              + " all. See DeliveryStats for where the events are",
          destination,
          capacity,
          drops.take(now),
          inAll);
    }
  }

  /** A callback of the host threw. */
  public void callbackFailed(String callback, String event, Throwable thrown, long now) {
    callbackFailures.count(1);
    if (callbackFailures.isDue(now)) {
      log.error(
          "The {} of destination '{}' failed ({} time(s)), last with {}: {}",
          callback,
          destination,
          callbackFailures.take(now),
          LogText.oneLine(event),
          LogText.of(thrown));
    }
  }

  /** Something in the engine itself failed; it goes on with its next turn. */
  public void turnFailed(Throwable thrown, long now) {
    turnFailures.count(1);
    if (turnFailures.isDue(now)) {
      log.error(
          "A turn of the delivery thread of destination '{}' failed ({} time(s)); it goes on",
          destination,
          turnFailures.take(now),
          thrown);
    }
  }

  public void closeFailed(String what, Throwable thrown) {
    log.warn("Closing the {} of destination '{}' failed", what, destination, thrown);
  }

  public void leftOver(long events) {
    log.warn(
        "Destination '{}' was closed with {} event(s) undelivered; the dead-letter handler, or the sender"
            + " that waits for its confirmation, has them",
        destination,
        events);
  }
}
