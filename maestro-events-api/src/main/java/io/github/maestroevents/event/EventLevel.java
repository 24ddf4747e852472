package io.github.maestroevents.event;

/** How bad the news is, derived from the statuses of an event. */
public enum EventLevel {
  /** Nothing failed. */
  INFO("info"),
  /** Failed and will be retried, stopped, or completed with an error. */
  WARN("warn"),
  /** Failed or timed out for good. */
  ERROR("error");

  private final String wireName;

  EventLevel(String wireName) {
    this.wireName = wireName;
  }

  /** The level in lower case, as the extension attribute {@code level} carries it. */
  public String wireName() {
    return wireName;
  }
}
