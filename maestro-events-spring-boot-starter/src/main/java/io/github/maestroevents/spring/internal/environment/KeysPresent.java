package io.github.maestroevents.spring.internal.environment;

import org.springframework.boot.autoconfigure.condition.ConditionMessage;
import org.springframework.boot.autoconfigure.condition.ConditionOutcome;
import org.springframework.boot.autoconfigure.condition.SpringBootCondition;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.type.AnnotatedTypeMetadata;

/**
 * Matches if there is a key of a destination below {@code maestro.events}, or one that nobody
 * knows: then the start fails and says what was probably meant, where silence would look like
 * success.
 */
public final class KeysPresent extends SpringBootCondition {

  @Override
  public ConditionOutcome getMatchOutcome(
      ConditionContext context, AnnotatedTypeMetadata metadata) {
    ConditionMessage.Builder message = ConditionMessage.forCondition("maestro-events destinations");
    if (!(context.getEnvironment() instanceof ConfigurableEnvironment environment)) {
      return ConditionOutcome.noMatch(message.because("the environment cannot be listed"));
    }
    return EnvironmentSettings.of(environment, ClassLoaders.of(context.getClassLoader()))
        .keys()
        .stream()
        .filter(Keys::asksForAPublisher)
        .findFirst()
        .map(key -> ConditionOutcome.match(message.foundExactly(Keys.whole(key))))
        .orElseGet(
            () ->
                ConditionOutcome.noMatch(
                    message.because("no key below " + Keys.whole("destinations") + " was found")));
  }
}
