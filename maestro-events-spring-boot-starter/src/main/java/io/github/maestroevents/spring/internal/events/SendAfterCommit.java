package io.github.maestroevents.spring.internal.events;

import io.github.maestroevents.MaestroNotificationPublisher;
import io.github.maestroevents.event.MaestroEvent;
import org.springframework.transaction.event.TransactionPhase;
import org.springframework.transaction.event.TransactionalEventListener;

/**
 * Sends what the application publishes when its transaction has been committed. Runs on the thread
 * that commits, and blocks it as long as {@code send} does.
 */
public final class SendAfterCommit {

  private final MaestroNotificationPublisher publisher;

  public SendAfterCommit(MaestroNotificationPublisher publisher) {
    this.publisher = publisher;
  }

  /**
   * A refusal cannot undo the commit: Spring logs it, and the event is lost. Without a transaction
   * it reaches whoever has published the event.
   */
  @TransactionalEventListener(phase = TransactionPhase.AFTER_COMMIT, fallbackExecution = true)
  void send(MaestroEvent event) {
    publisher.send(event);
  }
}
