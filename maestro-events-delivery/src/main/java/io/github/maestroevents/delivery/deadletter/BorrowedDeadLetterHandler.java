package io.github.maestroevents.delivery.deadletter;

/** A handler that somebody else closes. */
record BorrowedDeadLetterHandler(DeadLetterHandler lender) implements DeadLetterHandler {

  @Override
  public void handle(DeadLetter deadLetter) {
    lender.handle(deadLetter);
  }

  @Override
  public void sync() {
    lender.sync();
  }

  @Override
  public DeadLetterHandler borrowed() {
    return this;
  }

  @Override
  public String toString() {
    return lender + ", borrowed";
  }
}
