package io.github.maestroevents.netflix;

/** Throws what nobody has declared, as other languages of the JVM do. */
final class Sneaky {

  private Sneaky() {}

  @SuppressWarnings("unchecked")
  static <T extends Throwable> RuntimeException thrown(Throwable thrown) throws T {
    throw (T) thrown;
  }
}
