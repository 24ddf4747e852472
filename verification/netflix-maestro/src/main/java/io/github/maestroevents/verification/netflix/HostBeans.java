package io.github.maestroevents.verification.netflix;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.netflix.maestro.engine.publisher.MaestroNotificationPublisher;
import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Primary;

/** The beans that a publisher meets in the server, by the same names and on the same conditions. */
@Configuration
public class HostBeans {

  @Bean(name = "maestro")
  @Primary
  public ObjectMapper objectMapper() {
    return JsonMapper.builder()
        .enable(DeserializationFeature.USE_LONG_FOR_INTS)
        .enable(MapperFeature.ACCEPT_CASE_INSENSITIVE_VALUES)
        .nodeFactory(JsonNodeFactory.withExactBigDecimals(true))
        .build();
  }

  /** A second one, so that a publisher has to say which it wants. */
  @Bean(name = "ObjectMapperWithYaml")
  public ObjectMapper objectMapperWithYaml() {
    return new ObjectMapper();
  }

  @Bean
  @ConditionalOnProperty(
      value = "maestro.notifier.type",
      havingValue = "noop",
      matchIfMissing = true)
  public MaestroNotificationPublisher notificationPublisher() {
    return event -> {};
  }

  /** Migrates the database before anybody gets it. Connections do not commit by themselves. */
  @Bean(name = "maestroDataSource")
  public DataSource maestroDataSource(@Value("${engine.configs.jdbc-url}") String url) {
    HikariConfig config = new HikariConfig();
    config.setJdbcUrl(url);
    config.setAutoCommit(false);
    config.setMaximumPoolSize(8);
    config.setMinimumIdle(8);
    config.setMaxLifetime(50_000);
    config.setIdleTimeout(30_000);
    config.addDataSourceProperty("rewriteBatchedInserts", true);
    config.addDataSourceProperty("loginTimeout", 5);
    config.addDataSourceProperty("socketTimeout", 50);
    HikariDataSource dataSource = new HikariDataSource(config);
    Flyway.configure()
        .locations("classpath:db/migration/postgres")
        .dataSource(dataSource)
        .placeholderReplacement(false)
        .load()
        .migrate();
    return dataSource;
  }

  @Bean
  public QueueTable queueTable(DataSource maestroDataSource) {
    return new QueueTable(maestroDataSource);
  }

  /** One publisher is wanted: none and two both end the start. */
  @Bean
  public NotificationProcessor notificationProcessor(
      MaestroNotificationPublisher eventClient,
      @Qualifier("maestro") ObjectMapper objectMapper,
      @Value("${host.sends:}") String sends) {
    return new NotificationProcessor(eventClient, objectMapper, SendLog.at(sends));
  }

  @Bean(destroyMethod = "shutdown")
  public QueueWorkers queueWorkers(
      QueueTable queueTable,
      NotificationProcessor notificationProcessor,
      @Value("${maestro.queue.scan-interval}") long scanMillis) {
    return new QueueWorkers(queueTable, notificationProcessor, scanMillis);
  }
}
