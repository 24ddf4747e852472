package io.github.maestroevents.sqs.internal.message;

/** The message group of an ordering key. Two keys never share a group. */
public final class MessageGroup {

  private MessageGroup() {}

  /** The group of a key; the empty key has one too. */
  static String of(String orderingKey) {
    return SqsToken.of(orderingKey);
  }

  /** The group as a part of the destination, for outcomes. */
  public static String part(String group) {
    return "message group " + group;
  }
}
