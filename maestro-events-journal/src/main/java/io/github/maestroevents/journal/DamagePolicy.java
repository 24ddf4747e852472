package io.github.maestroevents.journal;

/** What becomes of a journal's file that SQLite cannot open, when the host starts. */
public enum DamagePolicy {
  /** Opening fails and the file stays as it is, for somebody to look at. */
  FAIL,
  /**
   * The file gets a new name in the same directory, and a journal is begun with what can be read of
   * it, which may be nothing. An ERROR in the log names both files and what is missing.
   */
  SET_ASIDE
}
