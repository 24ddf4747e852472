package io.github.maestroevents.config.internal.mistake;

/** A value that its setting does not take; the message says why without the value. */
public final class BadValueException extends Exception {

  private static final long serialVersionUID = 1L;

  private final String remedy;

  public BadValueException(String problem) {
    this(problem, "");
  }

  public BadValueException(String problem, String remedy) {
    super(problem, null, false, false); // a stack trace tells nothing to the writer of a file
    this.remedy = remedy;
  }

  public String problem() {
    return String.valueOf(getMessage());
  }

  /** What to do; empty if that is plain. */
  public String remedy() {
    return remedy;
  }
}
