package io.github.maestroevents.config;

import org.jspecify.annotations.Nullable;

/** Skeleton: one mistake. key: the whole key; origin: file and line, variable or property. */
public record ConfigurationMistake(String key, String origin, String problem, @Nullable String remedy) {}
