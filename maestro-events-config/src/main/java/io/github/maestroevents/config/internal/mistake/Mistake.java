package io.github.maestroevents.config.internal.mistake;

/**
 * One thing that is wrong.
 *
 * @param key the whole key, as it was written
 * @param origin where it stands: a file and a line, a variable, settings
 * @param problem what is wrong, without a value that may be secret
 * @param remedy what to do; empty if that is plain
 */
public record Mistake(String key, String origin, String problem, String remedy) {}
