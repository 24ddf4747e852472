package io.github.maestroevents.netflix;

import io.github.maestroevents.EventDeliveryException;
import io.github.maestroevents.PermanentDeliveryException;
import io.github.maestroevents.delivery.deadletter.DeadLetter;
import io.github.maestroevents.delivery.deadletter.DeadLetterHandler;
import io.github.maestroevents.delivery.policy.DeliveryClock;
import io.github.maestroevents.event.EventId;
import io.github.maestroevents.event.MaestroEvent;
import io.github.maestroevents.event.OrderingKey;
import io.github.maestroevents.spi.LogText;
import io.github.maestroevents.spi.SafeLogger;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What Maestro is told of an event that was not accepted.
 *
 * <p>Maestro sends an event again after a {@code MaestroRetryableError}, without end. It gives up
 * the whole message after a {@code MaestroInternalError}, and a message may hold many events. Its
 * worker dies of anything that is no {@code RuntimeException}. So what can be accepted later is a
 * {@code MaestroRetryableError}, and so is what nobody foresaw; what never can be is a dead letter,
 * and the message goes on.
 *
 * <p>Runs on the threads that send.
 */
final class Verdicts {

  private static final SafeLogger LOG = SafeLogger.of(Verdicts.class);

  private static final int MAX_CAUSE_CHARS = 300;

  /** Made beforehand: there may be neither memory nor stack left to make one. */
  @SuppressWarnings("StaticAssignmentOfThrowable") // it has no stack trace, and holds nothing
  static final QuietRetryableError LAST_RESORT =
      new QuietRetryableError(
          "maestro-events could not accept the event: the JVM has no memory or stack left for it");

  private final String destination;
  private final DeadLetterHandler deadLetters;
  private final DeliveryClock clock;
  private final OncePerMinute unforeseen;

  Verdicts(String destination, DeadLetterHandler deadLetters, DeliveryClock clock) {
    this.destination = destination;
    this.deadLetters = deadLetters;
    this.clock = clock;
    this.unforeseen = new OncePerMinute(clock);
  }

  /**
   * What to throw, so that Maestro sends the event again; null if the event is a dead letter.
   *
   * @param written what is known of the event; null for nothing
   */
  @Nullable QuietRetryableError of(ServerEvents.@Nullable Written written, Throwable thrown) {
    if (thrown instanceof InterruptedException) {
      Thread.currentThread().interrupt(); // thrown without being declared
    }
    if (thrown instanceof PermanentDeliveryException) {
      bury(written, DeadLetter.Reason.REJECTED, thrown);
      return null;
    }
    if (thrown instanceof UnwritableEventException) {
      bury(written, DeadLetter.Reason.NOT_ENCODABLE, thrown);
      return null;
    }
    if (!(thrown instanceof EventDeliveryException) && unforeseen.isDue()) {
      LOG.warn("An event was not accepted, and Maestro is told to send it again", thrown);
    }
    return new QuietRetryableError(message(thrown));
  }

  private static String message(Throwable thrown) {
    if (!(thrown instanceof EventDeliveryException)) {
      return "maestro-events did not accept the event: " + LogText.of(thrown, MAX_CAUSE_CHARS);
    }
    Throwable cause = thrown.getCause();
    return cause == null
        ? String.valueOf(thrown.getMessage())
        : thrown.getMessage() + ": " + LogText.of(cause, MAX_CAUSE_CHARS);
  }

  /**
   * The engine makes dead letters of what a destination rejects; this event it never had, or gives
   * back. What nobody keeps is sent again: a handler that throws is a refusal.
   */
  private void bury(
      ServerEvents.@Nullable Written written, DeadLetter.Reason reason, Throwable thrown) {
    MaestroEvent event = written == null ? null : written.event;
    if (event == null) {
      LOG.warn("An event is given up, and Maestro goes on: nothing of it can be read", thrown);
      return;
    }
    Throwable cause = thrown.getCause() == null ? thrown : thrown.getCause();
    deadLetters.handle(
        new DeadLetter(
            destination,
            event,
            EventId.of(event),
            OrderingKey.byWorkflowRun().of(event),
            Map.of(),
            reason,
            cause,
            reason == DeadLetter.Reason.REJECTED ? 1 : 0,
            null,
            clock.now()));
  }
}
