package io.github.maestroevents.spring;

import io.github.maestroevents.MaestroNotificationPublisher;
import io.github.maestroevents.config.ConfigurationException;
import io.github.maestroevents.config.ConfiguredPublisher;
import io.github.maestroevents.config.MaestroEvents;
import io.github.maestroevents.config.MaestroEventsBuilder;
import io.github.maestroevents.spring.internal.beans.BeanNames;
import io.github.maestroevents.spring.internal.beans.DestinationBeans;
import io.github.maestroevents.spring.internal.beans.HostObjects;
import io.github.maestroevents.spring.internal.environment.ClassLoaders;
import io.github.maestroevents.spring.internal.environment.EnvironmentSettings;
import io.github.maestroevents.spring.internal.environment.Keys;
import io.github.maestroevents.spring.internal.environment.KeysPresent;
import io.github.maestroevents.spring.internal.environment.NotInMaestro;
import io.github.maestroevents.spring.internal.kafka.KafkaConnectionSource;
import io.github.maestroevents.spring.internal.kafka.KafkaConnections;
import io.github.maestroevents.spring.internal.lifecycle.DrainOnShutdown;
import java.util.Map;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.sql.init.dependency.DependsOnDatabaseInitialization;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.ImportRuntimeHints;
import org.springframework.core.env.ConfigurableEnvironment;

/**
 * Makes a publisher of what stands below {@code maestro.events}: the bean {@code
 * maestroEventsPublisher}, and a bean for each destination, which is injected where its name stands
 * as a qualifier ({@code @Qualifier("audit")}).
 *
 * <p>Does nothing if no destination is named, if {@code maestro.events.enabled} is false, or if the
 * application has a {@link MaestroNotificationPublisher} of its own.
 */
@AutoConfiguration(
    afterName = {
      // Boot 3.
      "org.springframework.boot.autoconfigure.jdbc.DataSourceAutoConfiguration",
      "org.springframework.boot.autoconfigure.kafka.KafkaAutoConfiguration",
      // Boot 4.
      "org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration",
      "org.springframework.boot.kafka.autoconfigure.KafkaAutoConfiguration",
      "io.awspring.cloud.autoconfigure.sqs.SqsAutoConfiguration",
      "io.github.maestroevents.netflix.NetflixMaestroAutoConfiguration"
    })
@ConditionalOnClass(MaestroEvents.class)
@ConditionalOnProperty(prefix = Keys.PREFIX, name = "enabled", matchIfMissing = true)
@Conditional({NotInMaestro.class, KeysPresent.class})
@ConditionalOnMissingBean(value = MaestroNotificationPublisher.class, name = BeanNames.DROP_IN)
@Import({KafkaConnections.class, DestinationBeans.class})
@ImportRuntimeHints(ProviderHints.class)
public final class MaestroEventsAutoConfiguration {

  /** For Spring. */
  public MaestroEventsAutoConfiguration() {}

  /**
   * The publisher of all destinations. Closed with the application, when its web server has
   * stopped.
   *
   * @throws ConfigurationException with all mistakes; then nothing is open
   */
  @Bean(name = BeanNames.PUBLISHER, destroyMethod = "close")
  @DependsOnDatabaseInitialization // a journal's tables in an empty schema would stop Flyway
  ConfiguredPublisher maestroEventsPublisher(
      ConfigurableEnvironment environment,
      ConfigurableListableBeanFactory beans,
      ObjectProvider<KafkaConnectionSource> kafka,
      ObjectProvider<MaestroEventsCustomizer> customizers) {
    ClassLoader loader = ClassLoaders.of(beans.getBeanClassLoader());
    EnvironmentSettings settings = EnvironmentSettings.of(environment, loader);
    kafka.forEach(source -> source.find().ifPresent(connection -> connection.applyTo(settings)));
    Map<String, String> values = settings.values();
    HostObjects objects = HostObjects.of(beans, values);
    MaestroEventsBuilder builder =
        MaestroEvents.builder()
            .settings(values, settings::origin)
            .literalValues() // Spring has replaced what was none
            .classLoader(loader);
    objects.giveTo(builder);
    settings.requireNoMistake(builder);
    return new Customizers(customizers).open(builder);
  }

  /**
   * Ends the publisher while what it needs is still there.
   *
   * @param publisher whatever is the bean: a test may have put a mock in its place
   */
  @Bean
  DrainOnShutdown maestroEventsDrainOnShutdown(
      @Qualifier(BeanNames.PUBLISHER) MaestroNotificationPublisher publisher,
      ConfigurableApplicationContext context) {
    return new DrainOnShutdown(publisher, context);
  }
}
