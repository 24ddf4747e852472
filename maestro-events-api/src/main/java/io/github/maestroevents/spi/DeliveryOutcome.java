package io.github.maestroevents.spi;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** What became of one event at its destination: delivered, to be retried later, or never. */
public sealed interface DeliveryOutcome {

  /** The destination has acknowledged the event. */
  static DeliveryOutcome delivered() {
    return Delivered.INSTANCE;
  }

  /**
   * The event may be delivered later; the engine chooses the delay. Whether it has been delivered
   * is in doubt, and the failure is the destination's, unless the outcome is told otherwise: see
   * {@link RetryLater#notDelivered()} and {@link RetryLater#ofEvent()}.
   */
  static RetryLater retryLater(Throwable cause) {
    return new RetryLater(cause, Duration.ZERO);
  }

  /** As {@link #retryLater(Throwable)}; the destination asks for a delay of {@code after}. */
  static RetryLater retryLater(Throwable cause, Duration after) {
    return new RetryLater(cause, after);
  }

  /** The event will never be delivered. */
  static DeliveryOutcome rejected(Throwable cause) {
    return new Rejected(cause);
  }

  /** The host's filter held the event back. Never an adapter's answer. */
  static DeliveryOutcome filtered() {
    return Filtered.INSTANCE;
  }

  /** The destination has acknowledged the event; the engine forgets it. */
  record Delivered() implements DeliveryOutcome {
    private static final Delivered INSTANCE = new Delivered();
  }

  /**
   * The event is not known to have been delivered: refused for now, timed out, or in doubt. The
   * engine sends it again, with the same event id.
   *
   * @param cause why
   * @param after the delay the destination asked for ({@code Retry-After} and the like), which wins
   *     over the engine's own; zero when it asked for none
   * @param certainty whether the destination may have the event in spite of the failure
   * @param fault whose failure it is: the engine's circuit breaker counts the destination's only
   * @param part the part of the destination that failed, such as a topic, a partition or a FIFO
   *     group, as the adapter names it; null when the adapter does not tell
   */
  record RetryLater(
      Throwable cause, Duration after, Certainty certainty, Fault fault, @Nullable String part)
      implements DeliveryOutcome {

    /**
     * Takes any delay that a {@code Duration} expresses, but for one.
     *
     * @throws IllegalArgumentException if {@code after} is negative
     */
    public RetryLater {
      requireNonNull(cause, "cause");
      requireNonNull(after, "after");
      requireNonNull(certainty, "certainty");
      requireNonNull(fault, "fault");
      if (after.isNegative()) {
        throw new IllegalArgumentException("after must not be negative: " + after);
      }
    }

    /** In doubt, the destination's failure, in no part that is told. */
    public RetryLater(Throwable cause, Duration after) {
      this(cause, after, Certainty.IN_DOUBT, Fault.DESTINATION, null);
    }

    /** This outcome of an event that the destination has for sure not taken. */
    public RetryLater notDelivered() {
      return new RetryLater(cause, after, Certainty.NOT_DELIVERED, fault, part);
    }

    /** This outcome as the failure of the event alone, which the circuit breaker does not count. */
    public RetryLater ofEvent() {
      return new RetryLater(cause, after, certainty, Fault.EVENT, part);
    }

    /** This outcome in a part of the destination, as the adapter names the part. */
    public RetryLater inPart(String part) {
      return new RetryLater(cause, after, certainty, fault, requireNonNull(part, "part"));
    }

    /** This outcome with the delay that the destination asked for. */
    public RetryLater withAfter(Duration after) {
      return new RetryLater(cause, after, certainty, fault, part);
    }
  }

  /**
   * The event will never be delivered, however often it is tried; the engine hands it to the
   * dead-letter handler.
   *
   * @param cause why
   */
  record Rejected(Throwable cause) implements DeliveryOutcome {
    /** Throws a {@code NullPointerException} if there is no cause. */
    public Rejected {
      requireNonNull(cause, "cause");
    }
  }

  /**
   * The host's filter held the event back, so that it never went to the destination. The engine
   * tells this to those who submitted the event; an adapter never gives it.
   */
  record Filtered() implements DeliveryOutcome {
    private static final Filtered INSTANCE = new Filtered();
  }

  /** Whether an event that is to be retried may have reached its destination. */
  enum Certainty {
    /** The destination has not taken the event: the next attempt makes no duplicate. */
    NOT_DELIVERED,
    /** The destination may have taken the event: the next attempt may make a duplicate. */
    IN_DOUBT
  }

  /** Whose failure it is that an event is to be retried. */
  enum Fault {
    /** The event's own: its topic is missing, its grant, its size. Others may well be delivered. */
    EVENT,
    /** The destination's: it is down, slow or overloaded. Only this counts for the circuit. */
    DESTINATION
  }
}
