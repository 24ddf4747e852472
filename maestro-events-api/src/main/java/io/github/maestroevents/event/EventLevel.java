package io.github.maestroevents.event;

/** How bad the news is, derived from the statuses of an event. */
public enum EventLevel {
  /** Nothing failed. */
  INFO,
  /** Failed and will be retried, stopped, or completed with an error. */
  WARN,
  /** Failed or timed out for good. */
  ERROR
}
