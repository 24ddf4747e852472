package io.github.maestroevents.spi;

import static java.util.Objects.requireNonNull;

import java.time.Duration;

/** What became of one event at its destination: delivered, to be retried later, or never. */
public sealed interface DeliveryOutcome {

  /** The destination has acknowledged the event. */
  static DeliveryOutcome delivered() {
    return Delivered.INSTANCE;
  }

  /** The event may be delivered later; the engine chooses the delay. */
  static DeliveryOutcome retryLater(Throwable cause) {
    return new RetryLater(cause, Duration.ZERO);
  }

  /** The event may be delivered later; the destination asks for a delay of {@code after}. */
  static DeliveryOutcome retryLater(Throwable cause, Duration after) {
    return new RetryLater(cause, after);
  }

  /** The event will never be delivered. */
  static DeliveryOutcome rejected(Throwable cause) {
    return new Rejected(cause);
  }

  /** The destination has acknowledged the event; the engine forgets it. */
  record Delivered() implements DeliveryOutcome {
    private static final Delivered INSTANCE = new Delivered();
  }

  /**
   * The event is not known to have been delivered: refused for now, timed out, or in doubt. The
   * engine sends it again, so the destination may see it twice, with the same event id.
   *
   * @param cause why
   * @param after the delay the destination asked for ({@code Retry-After} and the like), which wins
   *     over the engine's own; zero when it asked for none
   */
  record RetryLater(Throwable cause, Duration after) implements DeliveryOutcome {
    public RetryLater {
      requireNonNull(cause, "cause");
      requireNonNull(after, "after");
      if (after.isNegative()) {
        throw new IllegalArgumentException("after must not be negative: " + after);
      }
    }
  }

  /**
   * The event will never be delivered, however often it is tried; the engine hands it to the
   * dead-letter handler.
   *
   * @param cause why
   */
  record Rejected(Throwable cause) implements DeliveryOutcome {
    public Rejected {
      requireNonNull(cause, "cause");
    }
  }
}
