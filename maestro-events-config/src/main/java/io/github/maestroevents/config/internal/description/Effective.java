package io.github.maestroevents.config.internal.description;

/**
 * A setting in force.
 *
 * @param key the whole key
 * @param shown its value, or what is shown in its place
 * @param origin where it stands; {@code default} if nowhere
 */
public record Effective(String key, String shown, String origin) {

  public static final String DEFAULT = "default";
}
