package io.github.maestroevents.kafka.internal.verdict;

/** An event waited for an earlier one of its key, as the first of a producer to a partition is. */
public final class EarlierEventUnansweredException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  public EarlierEventUnansweredException() {
    super(
        "an earlier event of the key has no answer yet; the partition has taken nothing of this"
            + " producer, so the next waits for it");
  }
}
