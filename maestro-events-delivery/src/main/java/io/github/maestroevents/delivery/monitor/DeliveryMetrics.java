package io.github.maestroevents.delivery.monitor;

import static java.util.Objects.requireNonNull;

import io.github.maestroevents.delivery.deadletter.DeadLetter;
import io.github.maestroevents.event.EventType;
import io.github.maestroevents.spi.DeliveryOutcome.Fault;
import java.util.List;

/**
 * Told what becomes of the events of one destination, as it happens: what meters, a status page or
 * an audit are made of. Every method does nothing unless it is overridden. Figures that only grow
 * or that are a state, such as {@link DeliveryStats#accepted()}, are read and not told: see {@link
 * MonitoredDestination#stats()}.
 *
 * <p>Callers of {@code send} never run any of this. Calls come from the delivery thread; from the
 * thread that builds the publisher ({@link #started}); from the journal thread or the thread that
 * watches the others ({@link #circuitChanged}, {@link #problem}); and at the very end from a thread
 * that closes the publisher. Two calls may come at the same time. A method must not block, since
 * the destination gets nothing meanwhile. What a method throws is logged, at most once a minute,
 * and changes nothing.
 *
 * <p>Hosts and libraries implement this interface. Later versions may add methods, which do nothing
 * by default.
 */
public interface DeliveryMetrics {

  /** Tells nobody. */
  static DeliveryMetrics none() {
    return TellingAll.NOBODY;
  }

  /**
   * Tells each of these, in their order; what one of them throws does not keep the next from it.
   */
  static DeliveryMetrics all(List<? extends DeliveryMetrics> metrics) {
    return requireNonNull(metrics, "metrics").isEmpty() ? none() : new TellingAll(metrics);
  }

  /**
   * A publisher for this destination is built. Called once, before any other method and before the
   * first event. What this throws fails {@code build}.
   */
  default void started(MonitoredDestination destination) {}

  /**
   * The destination has acknowledged an event.
   *
   * @param type its type, {@link EventType#UNKNOWN} for an event of the host's own
   * @param latencyNanos nanoseconds since the first turn of the delivery thread after its
   *     acceptance, some milliseconds later; under JOURNALED, since it was taken from the queue to
   *     be written. Of an event that came back from the journal, since its acceptance by the time
   *     of day, which may have jumped, or be another machine's. Never negative
   */
  default void delivered(EventType type, long latencyNanos) {}

  /** A filter or transformer held an event back. */
  default void filtered(EventType type) {}

  /** An event was given up. Called beside the handler, before it. The letter holds the event. */
  default void deadLettered(DeadLetter letter) {}

  /** An event on disk has made room for newer ones. */
  default void discarded(EventType type) {}

  /**
   * An attempt to deliver an event has failed, and there will be another.
   *
   * @param fault whose failure it is
   * @param inDoubt whether the event may have been delivered all the same
   */
  default void retried(Fault fault, boolean inDoubt) {}

  /** A batch that was handed to the destination is answered for, or its time is over. */
  default void attempted(DeliveryAttempt attempt) {}

  /** The circuit has changed. */
  default void circuitChanged(CircuitState from, CircuitState to) {}

  /**
   * The engine has logged a warning or an error about this destination.
   *
   * @param text the line without its time: one line, bounded, never a payload
   */
  default void problem(String text) {}

  /**
   * A moment's figures. Called about once a second for as long as the delivery thread takes turns:
   * when nothing is called, that thread is held or gone.
   */
  default void sampled(DeliveryStats stats) {}

  /**
   * The books do not balance: this library has lost count of an event. Looked at once a minute; an
   * error is logged as well.
   */
  default void imbalanced(DeliveryStats stats) {}

  /**
   * The publisher has ended, with these figures, or did not come to be after {@link #started}.
   * After this come at most dead letters of events that were sent at that very moment. Not called
   * when the delivery thread has died.
   */
  default void ended(DeliveryStats stats) {}
}
