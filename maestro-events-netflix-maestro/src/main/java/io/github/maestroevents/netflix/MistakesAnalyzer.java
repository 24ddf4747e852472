package io.github.maestroevents.netflix;

import io.github.maestroevents.config.ConfigurationException;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;

/** Shows the mistakes of a configuration in place of a stack trace when the server cannot start. */
@Order(Ordered.HIGHEST_PRECEDENCE) // before the starter's, which speaks of an application
final class MistakesAnalyzer extends AbstractFailureAnalyzer<ConfigurationException> {

  @Override
  protected FailureAnalysis analyze(Throwable rootFailure, ConfigurationException cause) {
    return new FailureAnalysis(
        "maestro-events cannot publish this server's events. " + cause.getMessage(),
        "Correct these settings and start the server again. docs/netflix-maestro.md lists those of"
            + " this jar, and docs/configuration.md lists all.",
        cause);
  }
}
