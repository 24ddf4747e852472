package io.github.maestroevents.containers;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.platform.commons.support.AnnotationSupport;
import org.opentest4j.TestAbortedException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lets a class of tests run, skips it or fails it; asks the engine once for each image. Stands
 * before the class rather than being a condition of JUnit's, because a parameterized class that a
 * condition disables is in no report.
 */
final class ContainerGate implements BeforeAllCallback {

  static final String PROPERTY = "containers";
  static final String REQUIRED = "required";

  private static final Logger LOG = LoggerFactory.getLogger(ContainerGate.class);
  private static final Map<Image, Optional<String>> OBSTACLES = new ConcurrentHashMap<>();

  @Override
  public void beforeAll(ExtensionContext context) {
    Image image =
        AnnotationSupport.findAnnotation(context.getTestClass(), NeedsContainer.class)
            .orElseThrow()
            .value();
    Optional<String> obstacle = OBSTACLES.computeIfAbsent(image, ContainerEngine::obstacleTo);
    try {
      pass(obstacle, System.getProperty(PROPERTY));
    } catch (TestAbortedException e) {
      // Surefire keeps the reason in its report, but does not show it.
      LOG.warn("SKIPPED {}: {}", context.getRequiredTestClass().getSimpleName(), e.getMessage());
      throw e;
    }
  }

  /**
   * Throws unless there is a container to be had.
   *
   * @param obstacle why there is none
   * @param wish the value of the system property; null when it is not set
   */
  static void pass(Optional<String> obstacle, String wish) {
    if (wish != null && !wish.equals(REQUIRED)) {
      throw new IllegalArgumentException(
          "-D" + PROPERTY + " must be " + REQUIRED + " or not be there: " + wish);
    }
    if (obstacle.isPresent() && wish != null) {
      throw new IllegalStateException("-D" + PROPERTY + "=" + wish + ", but " + obstacle.get());
    }
    if (obstacle.isPresent()) {
      throw new TestAbortedException(obstacle.get());
    }
  }
}
