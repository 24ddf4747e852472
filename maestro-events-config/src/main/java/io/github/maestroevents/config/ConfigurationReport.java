package io.github.maestroevents.config;

import java.util.List;

/** Skeleton: what check finds. */
public record ConfigurationReport(List<ConfigurationMistake> mistakes, String description) {}
