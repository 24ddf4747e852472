package io.github.maestroevents.spring;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.maestroevents.MaestroNotificationPublisher;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.config.BeanFactoryPostProcessor;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.beans.factory.support.BeanDefinitionRegistry;
import org.springframework.beans.factory.support.RootBeanDefinition;
import org.springframework.boot.sql.init.dependency.DatabaseInitializationDependencyConfigurer;
import org.springframework.boot.sql.init.dependency.DatabaseInitializerDetector;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/** The publisher beside other beans of an application and of its tests. */
class OtherBeansTest {

  @Test
  void publisher_waitsForTheMigrationOfTheDatabase() {
    Contexts.withAudit()
        .withUserConfiguration(Migrated.class)
        .withBean("migration", Migration.class, Migration::new)
        .run(
            context ->
                assertThat(
                        context
                            .getBeanFactory()
                            .getBeanDefinition("maestroEventsPublisher")
                            .getDependsOn())
                    .contains("migration"));
  }

  /** As a test's mock of the interface does. */
  @Test
  void application_starts_ifAnotherPublisherIsPutInPlaceOfOurs() {
    Contexts.withAudit()
        .withInitializer(context -> context.addBeanFactoryPostProcessor(new Replacement()))
        .run(
            context -> {
              assertThat(context).hasNotFailed();
              KeptProvider.take("audit"); // of other tests
              context.getBean(MaestroNotificationPublisher.class).send(Contexts.event("1"));
              assertThat(KeptProvider.take("audit")).isEmpty();
            });
  }

  @Test
  void starter_leavesTheDestinationsToTheDropIn_inMaestrosServer() {
    Contexts.withAudit()
        .withBean("maestroEventsNetflixPublisher", Object.class, Object::new)
        .run(context -> assertThat(context).doesNotHaveBean(MaestroNotificationPublisher.class));
  }

  static final class Migration {}

  @Configuration(proxyBeanMethods = false)
  @Import(DatabaseInitializationDependencyConfigurer.class)
  static class Migrated {}

  /** Named in {@code META-INF/spring.factories} of the tests, as Flyway's is in Boot. */
  static final class MigrationDetector implements DatabaseInitializerDetector {

    @Override
    public Set<String> detect(ConfigurableListableBeanFactory beans) {
      return Set.of(beans.getBeanNamesForType(Migration.class, true, false));
    }
  }

  private static final class Replacement implements BeanFactoryPostProcessor {

    @Override
    public void postProcessBeanFactory(ConfigurableListableBeanFactory beans) {
      BeanDefinitionRegistry registry = (BeanDefinitionRegistry) beans;
      registry.removeBeanDefinition("maestroEventsPublisher");
      registry.registerBeanDefinition(
          "maestroEventsPublisher",
          new RootBeanDefinition(MaestroNotificationPublisher.class, () -> event -> {}));
    }
  }
}
