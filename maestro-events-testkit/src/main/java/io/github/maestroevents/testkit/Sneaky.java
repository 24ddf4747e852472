package io.github.maestroevents.testkit;

/**
 * Throws anything from anywhere. Publishers are written in languages without checked exceptions
 * too, so a fake throws those where Java's compiler would not let it.
 */
final class Sneaky {

  private Sneaky() {}

  /** Never returns; its result type is for a caller that needs a statement the compiler ends at. */
  @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"})
  static <T extends Throwable> RuntimeException asUnchecked(Throwable thrown) throws T {
    throw (T) thrown;
  }
}
