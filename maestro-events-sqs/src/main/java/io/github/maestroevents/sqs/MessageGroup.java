package io.github.maestroevents.sqs;

/** The message group of an ordering key. Two keys never share a group. */
final class MessageGroup {

  private MessageGroup() {}

  /** The group of a key; the empty key has one too. */
  static String of(String orderingKey) {
    return SqsToken.of(orderingKey);
  }

  /** The group as a part of the destination, for outcomes. */
  static String part(String group) {
    return "message group " + group;
  }
}
