package io.github.maestroevents.netflix;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.netflix.maestro.engine.publisher.MaestroNotificationPublisher;
import io.github.maestroevents.config.MaestroEvents;
import io.github.maestroevents.config.MaestroEventsBuilder;
import io.github.maestroevents.delivery.DeliveringPublisher;
import io.github.maestroevents.spring.MaestroEventsCustomizer;
import java.util.Map;
import javax.sql.DataSource;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.sql.init.dependency.DependsOnDatabaseInitialization;
import org.springframework.context.annotation.Bean;
import org.springframework.core.env.ConfigurableEnvironment;

/**
 * Makes Netflix Maestro's server publish through this library if {@code
 * maestro.notifier.type=maestro-events}, and does nothing otherwise.
 *
 * <p>The bean is built after the database has been migrated, and is destroyed before its
 * connections are. A mistake in the configuration, or a journal that cannot be opened, ends the
 * start of the server.
 *
 * <p>Health, the endpoint {@code maestroevents} and meters are those of the starter, whose other
 * parts stay away here.
 */
@AutoConfiguration(
    afterName = {
      "org.springframework.boot.autoconfigure.jdbc.DataSourceAutoConfiguration",
      "org.springframework.boot.autoconfigure.flyway.FlywayAutoConfiguration"
    })
@ConditionalOnClass(MaestroNotificationPublisher.class)
@ConditionalOnProperty(name = "maestro.notifier.type", havingValue = "maestro-events")
public final class NetflixMaestroAutoConfiguration {

  /** The name of the bean. Maestro has none of this name. */
  public static final String BEAN = "maestroEventsNetflixPublisher";

  /**
   * The publisher that Maestro finds by its interface.
   *
   * @param mapper Maestro's own, among several
   */
  @Bean(name = BEAN, destroyMethod = "close")
  @DependsOnDatabaseInitialization
  NetflixMaestroPublisher maestroEventsNetflixPublisher(
      @Qualifier("maestro") ObjectMapper mapper,
      ConfigurableEnvironment environment,
      ConfigurableListableBeanFactory beans,
      ObjectProvider<MaestroEventsCustomizer> customizers) {
    ServerSettings settings = ServerSettings.of(environment);
    Map<String, String> variables = ObservedVariables.leftOutOf(System.getenv());
    Map<String, DataSource> dataSources = dataSources(beans, settings, variables);
    MaestroDefaults.addTo(settings, variables, dataSources.keySet());
    MaestroEventsBuilder builder =
        MaestroEvents.builder()
            .literalValues() // Spring has replaced what stood there
            .settings(settings.values(), settings::origin)
            .environment(variables)
            .customizer((name, destination) -> destination.deadLettersRejected(true))
            .customizer(
                (name, destination) ->
                    customizers.orderedStream().forEach(one -> one.customize(name, destination)))
            .classLoader(loader(beans));
    dataSources.forEach(builder::hostObject);
    settings.requireResolved(builder, variables);
    return new NetflixMaestroPublisher(builder.open(), mapper);
  }

  /**
   * The same publisher, for those who look at its destinations: health, the endpoint, and code of
   * the server's. Maestro's bean owns and closes it.
   */
  @Bean(destroyMethod = "")
  DeliveringPublisher maestroEventsPublisher(NetflixMaestroPublisher owner) {
    return owner.publisher();
  }

  /** None where no journal is in them: then the server may do without. */
  private static Map<String, DataSource> dataSources(
      ConfigurableListableBeanFactory beans,
      ServerSettings settings,
      Map<String, String> variables) {
    if (!MaestroDefaults.needsDataSource(settings, variables)) {
      return Map.of();
    }
    Map<String, DataSource> dataSources = beans.getBeansOfType(DataSource.class);
    // So that they outlive the publisher, whose journal is there.
    dataSources.keySet().forEach(name -> beans.registerDependentBean(name, BEAN));
    return dataSources;
  }

  private static ClassLoader loader(ConfigurableListableBeanFactory beans) {
    ClassLoader loader = beans.getBeanClassLoader();
    return loader == null ? NetflixMaestroAutoConfiguration.class.getClassLoader() : loader;
  }
}
