package io.github.maestroevents.kafka.internal.verdict;

/** An event waited for an earlier one that is the first of its producer to a partition. */
final class EarlierEventUnansweredException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /** Without a stack trace, since it is made per event. */
  EarlierEventUnansweredException(String part) {
    super(
        part
            + " has acknowledged no record of this producer yet, and one is under way; the next"
            + " waits for that. See the health of its leader",
        null,
        false,
        false);
  }
}
