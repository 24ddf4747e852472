package io.github.maestroevents.spi;

/** Throws what a method does not declare, as adapters in other languages do. */
final class Sneaky {

  private Sneaky() {}

  @SuppressWarnings({"unchecked", "DoNotCallSuggester"})
  static <T extends Throwable> void raise(Throwable thrown) throws T {
    throw (T) thrown;
  }
}
