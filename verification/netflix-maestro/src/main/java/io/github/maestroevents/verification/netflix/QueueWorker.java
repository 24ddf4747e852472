package io.github.maestroevents.verification.netflix;

import com.netflix.maestro.exceptions.MaestroInternalError;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes messages and treats what a publisher throws as the server does.
 *
 * <ul>
 *   <li>The first attempt is made on a worker of the update queue; whatever it throws moves the
 *       message to the notification queue.
 *   <li>There a {@code MaestroInternalError} removes the message. Any other exception has it sent
 *       again in two seconds, without end.
 *   <li>Nothing catches an {@code Error}: the worker is gone for good.
 * </ul>
 */
final class QueueWorker implements Runnable {

  static final int UPDATES = 3;
  static final int NOTIFICATIONS = 4;

  private static final long RETRY_MILLIS = 2_000;
  private static final long BUDGET_MILLIS = 10_000;
  private static final Logger LOG = LoggerFactory.getLogger(QueueWorker.class);

  private final QueueTable table;
  private final BlockingQueue<Message> messages;
  private final ScheduledExecutorService scheduler;
  private final NotificationProcessor processor;

  QueueWorker(
      QueueTable table,
      BlockingQueue<Message> messages,
      ScheduledExecutorService scheduler,
      NotificationProcessor processor) {
    this.table = table;
    this.messages = messages;
    this.scheduler = scheduler;
    this.processor = processor;
  }

  @Override
  public void run() {
    while (true) {
      Message message = next();
      if (message == null) {
        return;
      }
      try {
        process(message);
      } catch (MaestroInternalError e) {
        LOG.warn("got a non-retryable error for message [{}], removing it", message.id(), e);
        table.remove(message);
      } catch (RuntimeException e) {
        LOG.warn("got an exception for message [{}] and will retry it", message.id(), e);
        requeue(message);
      }
    }
  }

  private @Nullable Message next() {
    try {
      return messages.take();
    } catch (InterruptedException e) {
      return null; // the server stops
    }
  }

  private void process(Message message) {
    if (message.ownedUntil() <= System.currentTimeMillis()) {
      LOG.warn("ownership of message [{}] has expired", message.id());
      return;
    }
    if (message.queue() == NOTIFICATIONS) {
      processor.process(message);
      table.remove(message);
      return;
    }
    try {
      if (message.ownedUntil() > System.currentTimeMillis() + BUDGET_MILLIS) {
        processor.process(message);
        table.remove(message);
        return;
      }
    } catch (RuntimeException e) {
      LOG.warn("Failed to piggyback message [{}], default to replacing", message.id(), e);
    }
    table.replace(message, NOTIFICATIONS);
  }

  private void requeue(Message message) {
    Message owned =
        message.ownedUntil() > System.currentTimeMillis() + BUDGET_MILLIS
            ? message
            : table.extend(message);
    if (owned != null) {
      scheduler.schedule(() -> messages.offer(owned), RETRY_MILLIS, TimeUnit.MILLISECONDS);
    }
  }
}
