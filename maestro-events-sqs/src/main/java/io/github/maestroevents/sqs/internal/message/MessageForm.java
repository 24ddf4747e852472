package io.github.maestroevents.sqs.internal.message;

import io.github.maestroevents.spi.EncodedEvent;
import org.jspecify.annotations.Nullable;

/**
 * What events look like as messages of one queue.
 *
 * <p>The body is the payload; nothing is added to it. In a FIFO queue the message group is made of
 * the ordering key and the deduplication id of the event's identity, so that whatever the engine or
 * this library sends twice within five minutes is dropped by SQS itself. In a standard queue the
 * message group makes a fair queue of it, unless groups are turned off.
 */
public final class MessageForm {

  private final boolean fifo;
  private final boolean grouped;
  private final int maxMessageBytes;
  private final MessageAttributes attributes = new MessageAttributes();

  public MessageForm(boolean fifo, boolean grouped, int maxMessageBytes) {
    this.fifo = fifo;
    this.grouped = grouped;
    this.maxMessageBytes = maxMessageBytes;
  }

  /**
   * The event as a message.
   *
   * @throws UnsendableEventException if SQS never will take it; the message says why
   */
  public QueueMessage of(EncodedEvent event) {
    MessageBody body = MessageBody.of(event);
    QueueMessage message =
        new QueueMessage(
            body.text(),
            attributes.of(event, body.encoding()),
            groupId(event),
            fifo ? SqsToken.of(event.identity()) : null);
    if (message.sizeBytes() > maxMessageBytes) {
      throw new UnsendableEventException(
          "it is "
              + message.sizeBytes()
              + " bytes as a message, its attributes included, and the queue takes "
              + maxMessageBytes);
    }
    return message;
  }

  /** Called when the service refuses a message for attributes that somebody adds on the way. */
  public void leaveRoomForAttributes() {
    attributes.leaveRoom();
  }

  /** Whether the queue keeps the order of a message group. */
  public boolean isFifo() {
    return fifo;
  }

  private @Nullable String groupId(EncodedEvent event) {
    boolean hasKey = !event.orderingKey().isEmpty();
    return fifo || (grouped && hasKey) ? MessageGroup.of(event.orderingKey()) : null;
  }
}
