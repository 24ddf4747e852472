package io.github.maestroevents.config;

/**
 * A setting in force.
 *
 * @param key the whole key, such as {@code maestro.events.destinations.audit.acceptance}
 * @param shown its value as it was written; {@code (not shown)} where it may be a secret
 * @param origin where it stands; {@code default} if nowhere
 */
public record EffectiveValue(String key, String shown, String origin) {}
