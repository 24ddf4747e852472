package io.github.maestroevents.sqs;

/**
 * What an SQS service takes. The defaults are those of Amazon SQS; set others for a region or an
 * emulator that still has the older ones ({@code SqsLimits.defaults().withBytes(262_144)}).
 *
 * @param maxEntries messages in a request, from 1 to {@value #MAX_ENTRIES}
 * @param maxRequestBytes bytes of all messages of a request together, at least 1
 * @param maxMessageBytes bytes of one message, at least 1 and at most {@code maxRequestBytes}
 */
public record SqsLimits(int maxEntries, int maxRequestBytes, int maxMessageBytes) {

  /**
   * Messages in one {@code SendMessageBatch}: {@value}. Source: Amazon SQS API Reference,
   * SendMessageBatch.
   */
  public static final int MAX_ENTRIES = 10;

  /**
   * Bytes of one {@code SendMessageBatch}, 1 MiB: {@value}. The sum over its messages of body and
   * message attributes (name, type and value). Source: Amazon SQS API Reference, SendMessageBatch;
   * it was 262,144 until August 2025.
   */
  public static final int MAX_REQUEST_BYTES = 1_048_576;

  /**
   * Bytes of one message, 1 MiB: {@value}. Source: Amazon SQS API Reference, SendMessage; it was
   * 262,144 until August 2025.
   */
  public static final int MAX_MESSAGE_BYTES = 1_048_576;

  /** Checks each value. */
  public SqsLimits {
    if (maxEntries < 1 || maxEntries > MAX_ENTRIES) {
      throw new IllegalArgumentException(
          "maxEntries must be from 1 to " + MAX_ENTRIES + ": " + maxEntries);
    }
    if (maxRequestBytes < 1) {
      throw new IllegalArgumentException("maxRequestBytes must be at least 1: " + maxRequestBytes);
    }
    if (maxMessageBytes < 1 || maxMessageBytes > maxRequestBytes) {
      throw new IllegalArgumentException(
          "maxMessageBytes must be from 1 to maxRequestBytes ("
              + maxRequestBytes
              + "): "
              + maxMessageBytes);
    }
  }

  /** What Amazon SQS takes. */
  public static SqsLimits defaults() {
    return new SqsLimits(MAX_ENTRIES, MAX_REQUEST_BYTES, MAX_MESSAGE_BYTES);
  }

  /** These limits with so many messages in a request. */
  public SqsLimits withMaxEntries(int maxEntries) {
    return new SqsLimits(maxEntries, maxRequestBytes, maxMessageBytes);
  }

  /** These limits with so many bytes both in a request and in a message. */
  public SqsLimits withBytes(int maxBytes) {
    return new SqsLimits(maxEntries, maxBytes, maxBytes);
  }
}
