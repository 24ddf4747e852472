package io.github.maestroevents.cli.console;

/** What the exit codes mean. */
public final class ExitCodes {

  /** Everything was done. */
  public static final int DONE = 0;

  /** Something was left undone; what, stands on the error output. */
  public static final int INCOMPLETE = 1;

  /** The command line is wrong; nothing was done. */
  public static final int USAGE = 2;

  /** A journal, or a file, is in use, is not there, or cannot be read. */
  public static final int REFUSED = 3;

  private ExitCodes() {}

  /** The code of a command that did all, or left something. */
  public static int of(boolean isComplete) {
    return isComplete ? DONE : INCOMPLETE;
  }
}
