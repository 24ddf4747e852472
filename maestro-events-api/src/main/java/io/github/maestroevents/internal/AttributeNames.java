package io.github.maestroevents.internal;

import static java.util.Objects.requireNonNull;

import java.net.URI;
import java.net.URISyntaxException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.Set;

/**
 * What CloudEvents 1.0 says of attributes, and which of them belong to the event: every refusal
 * says what is wrong and what to do.
 */
public final class AttributeNames {

  /** CloudEvents 1.0, "Naming Conventions": attribute names should not exceed 20 characters. */
  private static final int MAX_NAME_CHARS = 20;

  /** CloudEvents 1.0, "Required Attributes": what tells the event from any other. */
  private static final Set<String> REQUIRED = Set.of("specversion", "id", "source", "type");

  /** What RFC 3339 can express. */
  private static final Instant FIRST_TIME = Instant.parse("0001-01-01T00:00:00Z");

  private static final Instant LAST_TIME = Instant.parse("9999-12-31T23:59:59.999999999Z");

  private AttributeNames() {}

  /** Whether CloudEvents requires it of every event. */
  public static boolean isRequired(String name) {
    return REQUIRED.contains(name);
  }

  /**
   * Makes sure that an attribute may be set beside those that belong to the event.
   *
   * @throws IllegalArgumentException if not
   */
  public static void requireSettable(String name, String value) {
    requireNonNull(name, "attribute name");
    requireNonNull(value, () -> "value of " + name);
    switch (name) {
      case "specversion" -> throw belongsToTheEvent(name, "this library writes CloudEvents 1.0");
      case "id" ->
          throw belongsToTheEvent(
              name, "it tells the event from all others. A HostEvent has the id of its builder");
      case "source", "type" ->
          throw belongsToTheEvent(
              name,
              "set NonBlockingPublisherBuilder.envelope(...) for Maestro's events, or use the builder"
                  + " of HostEvent");
      case "datacontenttype", "data" ->
          throw belongsToTheEvent(
              name, "it is of the body. A HostEvent has the body and content type of its builder");
      default -> requireLegal(name);
    }
    requireValue(name, value);
  }

  /**
   * Makes sure that a host's event may have an extension.
   *
   * @throws IllegalArgumentException if not
   */
  public static void requireExtension(String name, String value) {
    switch (name) {
      case "subject", "time", "level", "terminal" ->
          throw belongsToTheEvent(name, "use the setter " + name + "(...)");
      case "partitionkey" -> throw belongsToTheEvent(name, "use the setter orderingKey(...)");
      default -> requireSettable(name, value);
    }
    if (value.isEmpty()) {
      throw new IllegalArgumentException(
          "The attribute '" + name + "' has no value; leave it out instead");
    }
  }

  private static void requireLegal(String name) {
    boolean legal = !name.isEmpty() && name.length() <= MAX_NAME_CHARS;
    for (int i = 0; i < name.length() && legal; i++) {
      char c = name.charAt(i);
      legal = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
    }
    if (!legal) {
      throw new IllegalArgumentException(
          "An attribute name has 1 to "
              + MAX_NAME_CHARS
              + " lower-case letters and digits, but this is '"
              + name
              + "'");
    }
  }

  /** Consumers cannot read an event with a time that is none. */
  private static void requireValue(String name, String value) {
    switch (name) {
      case "time" -> {
        try {
          requireTime(OffsetDateTime.parse(value).toInstant());
        } catch (DateTimeParseException e) {
          throw new IllegalArgumentException(
              "The attribute 'time' must be a time such as 2026-11-30T12:00:00Z");
        }
      }
      case "dataschema" -> requireUri(name, value);
      case "subject" -> {
        if (value.isEmpty()) {
          throw new IllegalArgumentException(
              "The attribute 'subject' has no value; leave it out instead");
        }
      }
      default -> {}
    }
  }

  /**
   * The time.
   *
   * @throws IllegalArgumentException if RFC 3339 cannot express it
   */
  public static Instant requireTime(Instant time) {
    if (time.isBefore(FIRST_TIME) || time.isAfter(LAST_TIME)) {
      throw new IllegalArgumentException("time must be in the years 1 to 9999, but is " + time);
    }
    return time;
  }

  /**
   * The URI reference.
   *
   * @throws IllegalArgumentException if it is none in ASCII, or empty
   */
  public static String requireUri(String name, String value) {
    boolean legal = !value.isEmpty() && value.chars().allMatch(c -> c > ' ' && c <= '~');
    try {
      if (legal && !new URI(value).toString().isEmpty()) {
        return value;
      }
    } catch (URISyntaxException notOne) {
      // told below
    }
    throw new IllegalArgumentException(
        name
            + " must be a URI reference in ASCII, such as /engine/prod, which this text of "
            + value.length()
            + " characters is not");
  }

  /**
   * The media type.
   *
   * @throws IllegalArgumentException if it is blank, or not in printable ASCII
   */
  public static String requireContentType(String contentType) {
    if (contentType.isBlank() || !contentType.chars().allMatch(c -> c >= ' ' && c <= '~')) {
      throw new IllegalArgumentException(
          "contentType must be a media type such as application/json, which this text of "
              + contentType.length()
              + " characters is not");
    }
    return contentType;
  }

  private static IllegalArgumentException belongsToTheEvent(String name, String what) {
    return new IllegalArgumentException(
        "The attribute '" + name + "' belongs to the event and cannot be set: " + what);
  }
}
