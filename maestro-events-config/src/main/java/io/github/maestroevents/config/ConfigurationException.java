package io.github.maestroevents.config;

import java.util.List;

/** Skeleton. */
public final class ConfigurationException extends IllegalArgumentException {
  private static final long serialVersionUID = 1;
  private final transient List<ConfigurationMistake> mistakes;

  public ConfigurationException(List<ConfigurationMistake> mistakes) {
    super(mistakes.toString());
    this.mistakes = mistakes;
  }

  public List<ConfigurationMistake> mistakes() {
    return mistakes;
  }
}
