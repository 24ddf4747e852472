package io.github.maestroevents.status;

/** What somebody may do with a status page. */
public enum StatusRole {
  /** Nothing, not even look. */
  NONE,
  /** Look. */
  READ,
  /** Look, pause, resume and flush. */
  OPERATE
}
