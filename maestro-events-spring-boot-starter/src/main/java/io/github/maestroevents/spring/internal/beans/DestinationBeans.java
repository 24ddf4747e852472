package io.github.maestroevents.spring.internal.beans;

import io.github.maestroevents.config.ConfiguredPublisher;
import io.github.maestroevents.delivery.NonBlockingNotificationPublisher;
import io.github.maestroevents.spring.internal.environment.ClassLoaders;
import io.github.maestroevents.spring.internal.environment.EnvironmentSettings;
import java.util.Locale;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.beans.factory.config.RuntimeBeanReference;
import org.springframework.beans.factory.support.AutowireCandidateQualifier;
import org.springframework.beans.factory.support.BeanDefinitionRegistry;
import org.springframework.beans.factory.support.RootBeanDefinition;
import org.springframework.context.annotation.ImportBeanDefinitionRegistrar;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.Environment;
import org.springframework.core.type.AnnotationMetadata;

/**
 * A bean for each destination. It is injected only where its name stands as a qualifier, so that
 * whoever asks for a publisher without one gets {@code maestroEventsPublisher}.
 */
public final class DestinationBeans implements ImportBeanDefinitionRegistrar {

  private static final String BEAN = "maestroEventsDestination";

  private final ConfigurableEnvironment environment;
  private final ClassLoader classLoader;

  /** Called by Spring, which knows both. */
  DestinationBeans(Environment environment, ClassLoader classLoader) {
    this.environment = (ConfigurableEnvironment) environment;
    this.classLoader = ClassLoaders.of(classLoader);
  }

  @Override
  public void registerBeanDefinitions(
      AnnotationMetadata importing, BeanDefinitionRegistry registry) {
    for (String name : EnvironmentSettings.of(environment, classLoader).destinations()) {
      String bean = beanName(name);
      // Of "a-2" and "a2" the second keeps its own name behind a dot.
      registry.registerBeanDefinition(
          registry.containsBeanDefinition(bean) ? BEAN + "." + name : bean, definition(name));
    }
  }

  private static RootBeanDefinition definition(String name) {
    RootBeanDefinition definition = new RootBeanDefinition(DestinationBeans.class);
    definition.setTargetType(NonBlockingNotificationPublisher.class);
    definition.setFactoryMethodName("destination");
    definition
        .getConstructorArgumentValues()
        .addIndexedArgumentValue(0, new RuntimeBeanReference(BeanNames.PUBLISHER));
    definition.getConstructorArgumentValues().addIndexedArgumentValue(1, name);
    definition.setLazyInit(true); // a test may have put a mock in the place of the publisher
    definition.setDefaultCandidate(false);
    definition.addQualifier(new AutowireCandidateQualifier(Qualifier.class, name));
    // The publisher of all destinations owns it.
    definition.setDestroyMethodName("");
    return definition;
  }

  /** Called by Spring, for the bean of a destination. */
  static NonBlockingNotificationPublisher destination(ConfiguredPublisher publisher, String name) {
    NonBlockingNotificationPublisher destination = publisher.destinations().get(name);
    if (destination == null) {
      throw new IllegalStateException("No destination was opened under the name of this bean");
    }
    return destination;
  }

  /** {@code maestroEventsDestinationAuditLog} for {@code audit-log}. */
  public static String beanName(String destination) {
    StringBuilder name = new StringBuilder(BEAN);
    for (String word : destination.split("[^A-Za-z0-9]+", -1)) {
      if (!word.isEmpty()) {
        name.append(word.substring(0, 1).toUpperCase(Locale.ROOT)).append(word.substring(1));
      }
    }
    return name.toString();
  }
}
