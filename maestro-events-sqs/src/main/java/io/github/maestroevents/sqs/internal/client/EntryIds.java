package io.github.maestroevents.sqs.internal.client;

/**
 * The ids of the messages of a request: their positions in it, which makes them unique and legal.
 * SQS allows 80 letters, digits, hyphens and underscores. Source: Amazon SQS Developer Guide,
 * "Amazon SQS message quotas", batched message ID.
 */
public final class EntryIds {

  private static final String[] IDS = {"0", "1", "2", "3", "4", "5", "6", "7", "8", "9"};

  private EntryIds() {}

  public static String of(int position) {
    return IDS[position];
  }

  /** The position of which the id was made; -1 if it was made of none. */
  public static int position(String id) {
    return id.length() == 1 && id.charAt(0) >= '0' && id.charAt(0) <= '9' ? id.charAt(0) - '0' : -1;
  }
}
