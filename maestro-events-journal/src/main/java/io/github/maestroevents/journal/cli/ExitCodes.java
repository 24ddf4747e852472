package io.github.maestroevents.journal.cli;

/** What the command line's exit codes mean. */
final class ExitCodes {

  /** Everything was done. */
  static final int DONE = 0;

  /** Something was left undone; what, stands on the error output. */
  static final int INCOMPLETE = 1;

  /** The command line is wrong; nothing was done. */
  static final int USAGE = 2;

  /** The journal is in use, is not there, or cannot be read. */
  static final int REFUSED = 3;

  private ExitCodes() {}
}
