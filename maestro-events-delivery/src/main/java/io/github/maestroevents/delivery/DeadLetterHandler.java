package io.github.maestroevents.delivery;

/** Takes the events that will not be delivered. */
@FunctionalInterface
public interface DeadLetterHandler {

  /**
   * Takes one event over; the engine has counted it as dead-lettered and forgets it.
   *
   * <p>Called on the delivery thread, so it must not block: whatever it waits for, the
   * destination's other events wait for too. What it throws is logged with the identity of the
   * event and ignored.
   */
  void handle(DeadLetter deadLetter);

  /** Logs the identity and the cause of each event at WARN, never its payload. The default. */
  static DeadLetterHandler logging() {
    return LoggingDeadLetterHandler.INSTANCE;
  }
}
