package io.github.maestroevents.testkit;

import io.github.maestroevents.EventDeliveryException;
import io.github.maestroevents.MaestroNotificationPublisher;
import io.github.maestroevents.event.MaestroEvent;
import org.jspecify.annotations.Nullable;

/**
 * One call of {@code send} and its verdict: returned, which accepts the event, or refused with an
 * exception of the contract. Any other throwable is not a verdict and escapes.
 */
record SendAttempt(MaestroEvent event, @Nullable EventDeliveryException refusal) {

  static SendAttempt of(MaestroNotificationPublisher publisher, MaestroEvent event) {
    try {
      publisher.send(event);
      return new SendAttempt(event, null);
    } catch (EventDeliveryException e) {
      return new SendAttempt(event, e);
    }
  }

  boolean accepted() {
    return refusal == null;
  }
}
