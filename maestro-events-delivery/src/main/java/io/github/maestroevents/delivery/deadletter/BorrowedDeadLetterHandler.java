package io.github.maestroevents.delivery.deadletter;

import java.util.Optional;

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
  public Optional<DeadLetterSource> source() {
    return lender.source();
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
