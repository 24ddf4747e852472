package io.github.maestroevents.spring.internal.environment;

/**
 * A value as it stands in a source, placeholders and all.
 *
 * @param text may be a secret
 * @param origin where it stands, for people, such as {@code application.yml - 12:9}
 */
record FoundValue(String text, String origin) {

  /** Without the text. */
  @Override
  public String toString() {
    return "a value of " + origin;
  }
}
