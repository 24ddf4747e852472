package io.github.maestroevents.spi;

/** An exception with one method that does what nobody expects. */
final class Unkind extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /** What it does. */
  enum Way {
    NULL_TRACE,
    TRACE_WITH_HOLES,
    TRACE_ERROR,
    CAUSE_ERROR,
    CAUSE_IS_ITSELF
  }

  private final Way way;

  Unkind(Way way) {
    super("password=hush");
    this.way = way;
  }

  @Override
  @SuppressWarnings("ReturnsNullCollection") // as a host may write it
  public StackTraceElement[] getStackTrace() {
    return switch (way == null ? Way.CAUSE_ERROR : way) {
      case NULL_TRACE -> null;
      case TRACE_WITH_HOLES -> new StackTraceElement[] {null};
      case TRACE_ERROR -> throw new StackOverflowError();
      default -> super.getStackTrace();
    };
  }

  @Override
  public synchronized Throwable getCause() {
    return switch (way == null ? Way.TRACE_ERROR : way) {
      case CAUSE_ERROR -> throw new StackOverflowError();
      case CAUSE_IS_ITSELF -> this;
      default -> super.getCause();
    };
  }
}
