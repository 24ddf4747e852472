package io.github.maestroevents.config.internal.source;

/**
 * One key with its value.
 *
 * @param name the key below {@code maestro.events.}
 * @param key the whole key
 * @param value the value as it was written
 * @param origin where it stands, for people
 * @param form how it was written
 */
public record Entry(String name, String key, String value, String origin, Form form) {

  /** How an entry was written. */
  public enum Form {
    /** With <code>${…}</code> in its value, perhaps. */
    TEXT,
    /** <code>${…}</code> is nothing special in the value. */
    LITERAL,
    /** The same, and the key is the name of an environment variable. */
    VARIABLE
  }

  /** What every key of this library begins with. */
  public static final String PREFIX = "maestro.events.";

  /** An entry of that name below the prefix. */
  public static Entry below(String name, String value, String origin, Form form) {
    return new Entry(name, PREFIX + name, value, origin, form);
  }

  /** The same entry with another value. */
  public Entry withValue(String other) {
    return new Entry(name, key, other, origin, form);
  }

  /** Of a variable: the same, and the key is known to be the one that is meant. */
  Entry asWritten() {
    return form == Form.VARIABLE ? new Entry(name, key, value, origin, Form.LITERAL) : this;
  }

  /** Names where it stands and not the value, which may be a secret. */
  @Override
  public String toString() {
    return key + " (" + origin + ")";
  }
}
