package io.github.maestroevents.containers;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.platform.commons.support.AnnotationSupport;

/** Lets a test run, skips it or fails it; asks the engine once for each image. */
final class ContainerCondition implements ExecutionCondition {

  static final String PROPERTY = "containers";
  static final String REQUIRED = "required";

  private static final Map<Image, Optional<String>> OBSTACLES = new ConcurrentHashMap<>();

  @Override
  public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
    return AnnotationSupport.findAnnotation(context.getTestClass(), NeedsContainer.class)
        .map(test -> verdict(obstacleTo(test.value()), System.getProperty(PROPERTY)))
        .orElseGet(() -> ConditionEvaluationResult.enabled("No container is needed"));
  }

  private static Optional<String> obstacleTo(Image image) {
    return OBSTACLES.computeIfAbsent(image, ContainerEngine::obstacleTo);
  }

  /**
   * What follows from the reason why there is no container, if there is one.
   *
   * @param wish the value of the system property; null when it is not set
   */
  static ConditionEvaluationResult verdict(Optional<String> obstacle, String wish) {
    if (wish != null && !wish.equals(REQUIRED)) {
      throw new IllegalArgumentException(
          "-D" + PROPERTY + " must be " + REQUIRED + " or not be there: " + wish);
    }
    if (obstacle.isEmpty()) {
      return ConditionEvaluationResult.enabled("The image is at hand");
    }
    if (wish != null) {
      throw new IllegalStateException(
          "-D" + PROPERTY + "=" + wish + ", but " + obstacle.orElseThrow());
    }
    return ConditionEvaluationResult.disabled(obstacle.orElseThrow());
  }
}
