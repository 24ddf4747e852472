package io.github.maestroevents.spring.internal.environment;

import org.springframework.boot.autoconfigure.condition.ConditionMessage;
import org.springframework.boot.autoconfigure.condition.ConditionOutcome;
import org.springframework.boot.autoconfigure.condition.SpringBootCondition;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.core.type.AnnotatedTypeMetadata;
import org.springframework.util.ClassUtils;

/**
 * Does not match in Netflix Maestro's server where the drop-in is there: it reads the same keys and
 * opens their destinations, or nothing while the type of Maestro's notifier is another.
 */
public final class NotInMaestro extends SpringBootCondition {

  private static final String SERVER =
      "com.netflix.maestro.engine.publisher.MaestroNotificationPublisher";
  private static final String DROP_IN =
      "io.github.maestroevents.netflix.NetflixMaestroAutoConfiguration";

  @Override
  public ConditionOutcome getMatchOutcome(
      ConditionContext context, AnnotatedTypeMetadata metadata) {
    ConditionMessage.Builder message = ConditionMessage.forCondition("Netflix Maestro's server");
    boolean isThere =
        ClassUtils.isPresent(SERVER, context.getClassLoader())
            && ClassUtils.isPresent(DROP_IN, context.getClassLoader());
    return isThere
        ? ConditionOutcome.noMatch(message.because("maestro-events-netflix-maestro is there"))
        : ConditionOutcome.match(message.because("this is another application"));
  }
}
