package io.github.maestroevents.webhook.internal.call;

import io.github.maestroevents.spi.SafeLogger;
import io.github.maestroevents.webhook.internal.client.Target;
import java.time.Duration;
import java.time.Instant;

/**
 * Nothing is sent for a while after a receiver has said that it is gone for good: 410. Source:
 * Standard Webhooks, "Operational considerations". Thread-safe.
 */
public final class GonePause {

  private static final SafeLogger log = SafeLogger.of(GonePause.class);

  private final Target target;
  private final Duration length;

  // From the thread that has read an answer to all that begin requests.
  private volatile Instant until = Instant.MIN;

  /** A pause of that length after each 410. */
  public GonePause(Target target, Duration length) {
    this.target = target;
    this.length = length;
  }

  /** How long the pause still lasts; zero if there is none. */
  Duration left(Instant now) {
    Instant end = until;
    return now.isBefore(end) ? Duration.between(now, end) : Duration.ZERO;
  }

  /** The receiver says it is gone; how long the pause is. */
  Duration begin(Instant now) {
    boolean isNew = left(now).isZero();
    if (isNew) {
      until = now.plus(length);
      log.warn(
          "{} answered 410 Gone: nothing is sent to it for {}, then requests ask again. Its"
              + " events wait, as long as the retry policy allows. If it is gone for good, remove"
              + " or pause the destination",
          target,
          length);
    }
    return length;
  }
}
