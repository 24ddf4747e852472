package io.github.maestroevents.json;

/**
 * An event that is larger than an event may be. Found before it was built, or as soon as it grew
 * beyond the bound, so its size is known from below only. The message names both figures and
 * nothing of the event.
 */
public final class EventTooLargeException extends IllegalArgumentException {

  private static final long serialVersionUID = 1L;

  private final long leastBytes;
  private final long maxBytes;

  /**
   * @param leastBytes what the event has at least
   * @param maxBytes what an event may have
   */
  public EventTooLargeException(long leastBytes, long maxBytes) {
    super(
        "The event has "
            + leastBytes
            + " bytes or more, and an event may have "
            + maxBytes
            + " (maxEventBytes)");
    this.leastBytes = leastBytes;
    this.maxBytes = maxBytes;
  }

  /** How many bytes the event has at least. */
  public long leastBytes() {
    return leastBytes;
  }

  /** How many bytes it may have. */
  public long maxBytes() {
    return maxBytes;
  }
}
