package io.github.maestroevents.sqs.internal.message;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An event as one message of a request.
 *
 * @param body the payload as text
 * @param attributes message attributes of type {@code String}
 * @param groupId the message group; null for none
 * @param deduplicationId by which a FIFO queue drops repetitions; null for a standard queue
 * @param sizeBytes what SQS counts against its limits: the body, and name, type and value of each
 *     attribute
 */
public record QueueMessage(
    String body,
    Map<String, String> attributes,
    @Nullable String groupId,
    @Nullable String deduplicationId,
    long sizeBytes) {

  public static final String ATTRIBUTE_TYPE = "String";

  public QueueMessage(
      String body,
      Map<String, String> attributes,
      @Nullable String groupId,
      @Nullable String deduplicationId) {
    this(body, attributes, groupId, deduplicationId, sizeBytes(body, attributes));
  }

  /** Whether it is for a FIFO queue, which keeps the order of a message group. */
  public boolean isOrdered() {
    return deduplicationId != null;
  }

  private static long sizeBytes(String body, Map<String, String> attributes) {
    long bytes = MessageText.utf8Bytes(body);
    for (Map.Entry<String, String> attribute : attributes.entrySet()) {
      bytes += MessageText.utf8Bytes(attribute.getKey());
      bytes += ATTRIBUTE_TYPE.length();
      bytes += MessageText.utf8Bytes(attribute.getValue());
    }
    return bytes;
  }
}
