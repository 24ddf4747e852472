package io.github.maestroevents.spring;

import io.github.maestroevents.config.ConfigurationException;
import io.github.maestroevents.config.ConfigurationMistake;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Shows all mistakes of a configuration instead of the stack trace of the start they prevented. */
final class ConfigurationFailureAnalyzer extends AbstractFailureAnalyzer<ConfigurationException> {

  /** For Spring, which finds the class by its name. */
  ConfigurationFailureAnalyzer() {}

  @Override
  protected FailureAnalysis analyze(Throwable failure, ConfigurationException cause) {
    return new FailureAnalysis(description(cause.mistakes()), action(cause.mistakes()), cause);
  }

  private static String description(List<ConfigurationMistake> mistakes) {
    StringBuilder text = new StringBuilder("The configuration of maestro-events has ");
    text.append(mistakes.size() == 1 ? "a mistake" : mistakes.size() + " mistakes").append(":\n");
    mistakes.forEach(mistake -> text.append("\n    ").append(mistake));
    return text.toString();
  }

  private static String action(List<ConfigurationMistake> mistakes) {
    Set<String> lines = new LinkedHashSet<>();
    for (ConfigurationMistake mistake : mistakes) {
      String remedy = mistake.remedy();
      lines.add(remedy == null ? "Correct " + mistake.key() : mistake.key() + ": " + remedy);
    }
    return String.join("\n", lines);
  }
}
