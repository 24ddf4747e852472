package io.github.maestroevents.spring.internal.kafka;

import io.github.maestroevents.spring.internal.environment.Keys;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * Finds the {@code KafkaConnectionDetails} of the application. The class of that name has moved, so
 * there is one configuration for each place, and only that of the Boot at hand is loaded.
 */
@Configuration(proxyBeanMethods = false)
@ConditionalOnProperty(
    prefix = Keys.PREFIX,
    name = Keys.CONNECTION_DETAILS,
    havingValue = "true",
    matchIfMissing = true)
public final class KafkaConnections {

  /** What Boot makes of {@code spring.kafka.*}; whoever configures us has not written that. */
  private static final String OF_PROPERTIES = "PropertiesKafkaConnectionDetails";

  private static final String ORIGIN = "connection details of the application";

  private static boolean isOfProperties(Object details) {
    return details.getClass().getSimpleName().equals(OF_PROPERTIES);
  }

  @Configuration(proxyBeanMethods = false)
  @ConditionalOnClass(name = "org.springframework.boot.autoconfigure.kafka.KafkaConnectionDetails")
  static final class OfBoot3 {

    @Bean
    KafkaConnectionSource maestroEventsKafkaConnectionOfBoot3(
        ObjectProvider<org.springframework.boot.autoconfigure.kafka.KafkaConnectionDetails>
            details) {
      return () ->
          details.stream()
              .filter(found -> !isOfProperties(found))
              .findFirst()
              .map(org.springframework.boot.autoconfigure.kafka.KafkaConnectionDetails::getProducer)
              .map(
                  producer ->
                      new KafkaConnection(
                          producer.getBootstrapServers(),
                          producer.getSecurityProtocol(),
                          producer.getSslBundle() != null,
                          ORIGIN));
    }
  }

  @Configuration(proxyBeanMethods = false)
  @ConditionalOnClass(name = "org.springframework.boot.kafka.autoconfigure.KafkaConnectionDetails")
  static final class OfBoot4 {

    @Bean
    KafkaConnectionSource maestroEventsKafkaConnectionOfBoot4(
        ObjectProvider<org.springframework.boot.kafka.autoconfigure.KafkaConnectionDetails>
            details) {
      return () ->
          details.stream()
              .filter(found -> !isOfProperties(found))
              .findFirst()
              .map(org.springframework.boot.kafka.autoconfigure.KafkaConnectionDetails::getProducer)
              .map(
                  producer ->
                      new KafkaConnection(
                          producer.getBootstrapServers(),
                          producer.getSecurityProtocol(),
                          producer.getSslBundle() != null,
                          ORIGIN));
    }
  }
}
