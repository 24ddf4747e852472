package io.github.maestroevents.sqs.internal.client;

import org.jspecify.annotations.Nullable;

/**
 * What SQS answered for one message of a request.
 *
 * @param entryId which message: its position in the request
 * @param fault why it was not taken; null if it was
 */
public record EntryAnswer(String entryId, @Nullable Fault fault) {

  /**
   * Why SQS did not take a message.
   *
   * @param code such as {@code InvalidMessageContents}
   * @param message for people; may be empty
   * @param sender whether SQS says that the sender is to blame
   */
  public record Fault(String code, String message, boolean sender) {}

  /** SQS has stored it. */
  public static EntryAnswer taken(String entryId) {
    return new EntryAnswer(entryId, null);
  }

  /** SQS has not stored it. */
  public static EntryAnswer refused(
      String entryId, @Nullable String code, @Nullable String message, @Nullable Boolean sender) {
    return new EntryAnswer(
        entryId,
        new Fault(
            code == null ? "" : code, message == null ? "" : message, Boolean.TRUE.equals(sender)));
  }
}
