package io.github.maestroevents.config;

import io.github.maestroevents.delivery.NonBlockingNotificationPublisher;
import io.github.maestroevents.delivery.deadletter.DeadLetter;
import io.github.maestroevents.delivery.deadletter.DeadLetterHandler;
import java.util.List;

/**
 * Hands a letter to the handler of each destination, under its name; throws if none of them takes
 * it. Any thread.
 */
final class EveryDeadLetterHandler implements DeadLetterHandler {

  private final List<NonBlockingNotificationPublisher> destinations;

  EveryDeadLetterHandler(List<NonBlockingNotificationPublisher> destinations) {
    this.destinations = destinations;
  }

  @Override
  public void handle(DeadLetter letter) {
    if (destinations.isEmpty()) { // everything is disabled
      DeadLetterHandler.logging().handle(letter);
    }
    Throwable refusal = null;
    boolean taken = destinations.isEmpty();
    for (NonBlockingNotificationPublisher destination : destinations) {
      DeadLetter own = of(destination.name(), letter);
      try {
        destination.deadLetterHandler().handle(own);
        taken = true;
      } catch (Throwable thrown) { // anybody's code; the others must have the letter all the same
        DeadLetterHandler.logging().handle(own);
        refusal = thrown;
      }
    }
    if (!taken) {
      throw new IllegalStateException(
          "No handler of dead letters took the event; the log has its identity alone", refusal);
    }
  }

  private static DeadLetter of(String destination, DeadLetter letter) {
    return new DeadLetter(
        destination,
        letter.event(),
        letter.id(),
        letter.orderingKey(),
        letter.attributes(),
        letter.reason(),
        letter.cause(),
        letter.attempts(),
        letter.firstAttempt(),
        letter.time());
  }

  @Override
  public void sync() {
    destinations.forEach(destination -> destination.deadLetterHandler().sync());
  }

  @Override
  public String toString() {
    return "the dead letters of " + destinations.size() + " destinations";
  }
}
