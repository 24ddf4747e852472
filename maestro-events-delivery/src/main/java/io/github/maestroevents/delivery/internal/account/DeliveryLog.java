package io.github.maestroevents.delivery.internal.account;

import io.github.maestroevents.delivery.monitor.CircuitState;
import io.github.maestroevents.delivery.monitor.DeliveryStats;
import io.github.maestroevents.delivery.policy.DeliveryClock;
import io.github.maestroevents.spi.LogText;
import io.github.maestroevents.spi.SafeLogger;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What an operator reads of one destination: each trouble once when it begins, then by count once a
 * minute while it lasts, and its end. Never a payload. Confined to the delivery thread.
 */
public final class DeliveryLog {

  private final SafeLogger log;
  private final String destination;
  private final Recurring failures = new Recurring();
  private final Recurring silences = new Recurring();
  private final Recurring openings = new Recurring();
  private final Recurring holds = new Recurring();
  private final Recurring drops = new Recurring();
  private final Recurring callbackFailures = new Recurring();
  private final Recurring turnFailures = new Recurring();

  public DeliveryLog(SafeLogger log, String destination) {
    this.log = log;
    this.destination = LogText.id(destination);
  }

  /** What is told of its dead letters on the journal thread. */
  public LettersLog ofLetters(DeliveryClock clock) {
    return new LettersLog(log, destination, clock);
  }

  /** The publisher starts. */
  public void starts(Supplier<String> inForce) {
    try {
      log.info("Destination '{}' starts: {}", destination, LogText.oneLine(inForce.get()));
    } catch (Throwable thrown) { // the text of a handler of the host
      log.info("Destination '{}' starts", destination);
    }
  }

  /** A turn of the delivery thread does not end. On the thread of the watch. */
  public synchronized void held(long nanos, long now) {
    holds.count(1);
    if (holds.isDue(now)) {
      long unused = holds.take(now);
      log.error(
          "The delivery thread of destination '{}' has been held for {} s by a call of the"
              + " publisher or of the host (filter, listener, handler): nothing is delivered until"
              + " that returns",
          destination,
          TimeUnit.NANOSECONDS.toSeconds(nanos));
    }
  }

  /** Batches stay unanswered for long. */
  public void silent(int batches, int overtaken, long nanos, long timeoutNanos, long now) {
    silences.count(1);
    if (silences.isDue(now)) {
      long unused = silences.take(now);
      log.warn(
          "Destination '{}' has not answered for {} s: {} batch(es) in flight, {} of them while"
              + " later ones were delivered. What is not answered is retried after {} s",
          destination,
          TimeUnit.NANOSECONDS.toSeconds(nanos),
          batches,
          overtaken,
          TimeUnit.NANOSECONDS.toSeconds(timeoutNanos));
    }
  }

  /** No batch stays unanswered for long. */
  public void answers() {
    boolean unused = silences.end();
  }

  /** An event is to be tried again. */
  public void willRetry(Throwable cause, @Nullable String part, long now) {
    failures.count(1);
    if (failures.isDue(now)) {
      log.warn(
          "Destination '{}'{} failed {} delivery attempt(s), which will be repeated; last: {}",
          destination,
          in(part),
          failures.take(now),
          LogText.of(cause));
    }
    if (log.isDebugEnabled()) {
      log.debug(
          "Destination '{}'{} did not take an event: {}", destination, in(part), LogText.of(cause));
    }
  }

  private static String in(@Nullable String part) {
    return part == null ? "" : " (" + LogText.oneLine(part) + ")";
  }

  /** An event was delivered, and none is to be retried. */
  public void delivered() {
    if (failures.end()) {
      log.info("Destination '{}' takes events again", destination);
    }
  }

  /**
   * The circuit has changed. It is said when the circuit opens first and when it closes; that a
   * probe failed again is said by count once a minute.
   */
  public synchronized void circuitChanged(CircuitState from, CircuitState to, long now) {
    switch (to) {
      case OPEN -> {
        openings.count(1);
        if (openings.isDue(now)) {
          log.warn(
              "Circuit of '{}' opened {} time(s) (was {}): nothing is sent until a probe succeeds",
              destination,
              openings.take(now),
              from);
        }
      }
      case HALF_OPEN -> log.debug("Circuit of '{}' is half open: one batch probes", destination);
      case CLOSED -> {
        if (openings.end()) {
          log.info("Circuit of '{}' is closed again: a probe succeeded", destination);
        }
      }
    }
  }

  /** Called every turn; {@code events} may be none. */
  synchronized void dropped(long events, long inAll, int capacity, long now) {
    drops.count(events);
    if (drops.isDue(now)) {
      log.warn(
          "Destination '{}' cannot keep up: its queue of {} events is full; {} event(s) dropped, {}"
              + " in all. See DeliveryStats for where the events are",
          destination,
          capacity,
          drops.take(now),
          inAll);
    }
  }

  /** The books do not balance. */
  public void imbalanced(DeliveryStats stats) {
    log.error(
        "The books of destination '{}' do not balance, which is a bug of this library; please report"
            + " it with this line: {}",
        destination,
        stats);
  }

  /** A callback of the host threw. */
  public synchronized void callbackFailed(
      String callback, String event, Throwable thrown, long now) {
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

  /** What follows from an answer could not be done. */
  public void settlementFailed(Throwable thrown, long now) {
    turnFailures.count(1);
    if (turnFailures.isDue(now)) {
      log.error(
          "An answer of destination '{}' could not be obeyed ({} time(s)); its event is tried"
              + " again: {}",
          destination,
          turnFailures.take(now),
          LogText.of(thrown));
    }
  }

  /** The journal was not told that an event has left. */
  void unacknowledged(long sequence, Throwable thrown) {
    log.error(
        "The journal of destination '{}' could not be told to forget event {}, which is delivered"
            + " again after a restart: {}",
        destination,
        sequence,
        LogText.of(thrown));
  }

  /** Something that hung on an outcome threw. */
  void listenerFailed(Throwable thrown) {
    log.error(
        "What depends on a stage of submit of destination '{}' failed: {}",
        destination,
        LogText.of(thrown));
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

  /** A thread of the engine has ended before its time. On that thread. */
  public void threadEnded(String which, Throwable cause) {
    log.error(
        "The {} thread of destination '{}' has ended before its time: no event is accepted any"
            + " more. Close the publisher, and build it anew",
        which,
        destination,
        cause);
  }

  /** Any thread. */
  public void closeFailed(String what, Throwable thrown) {
    log.warn("Closing the {} of destination '{}' failed", what, destination, thrown);
  }

  public void leftOver(long events) {
    log.warn(
        "Destination '{}' was closed with {} event(s) undelivered; the dead-letter handler, or the"
            + " sender that waits for its confirmation, has them",
        destination,
        events);
  }
}
