package io.github.maestroevents.spring;

import io.github.maestroevents.MaestroNotificationPublisher;
import io.github.maestroevents.spring.internal.environment.Keys;
import io.github.maestroevents.spring.internal.events.SendAfterCommit;
import io.github.maestroevents.spring.internal.events.SendAtOnce;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * Sends each {@code MaestroEvent} that the application publishes by Spring's {@code
 * ApplicationEventPublisher}, a {@code HostEvent} among them, if {@code
 * maestro.events.spring.application-events} is true. Inside a transaction an event is sent after
 * the commit, and never after a rollback; outside of one, at once.
 */
@AutoConfiguration(after = MaestroEventsAutoConfiguration.class)
@ConditionalOnProperty(prefix = Keys.PREFIX, name = Keys.APPLICATION_EVENTS, havingValue = "true")
@ConditionalOnBean(MaestroNotificationPublisher.class)
// A parent context is given the events of its children, and sends them.
@ConditionalOnMissingBean(name = ApplicationEventsAutoConfiguration.LISTENER)
public final class ApplicationEventsAutoConfiguration {

  static final String LISTENER = "maestroEventsApplicationEvents";

  private static final String OF_SPRING_TX =
      "org.springframework.transaction.event.TransactionalEventListener";

  /** For Spring. */
  public ApplicationEventsAutoConfiguration() {}

  @Configuration(proxyBeanMethods = false)
  @ConditionalOnClass(name = OF_SPRING_TX)
  static final class WithTransactions {

    @Bean(name = LISTENER)
    SendAfterCommit maestroEventsApplicationEvents(MaestroNotificationPublisher publisher) {
      return new SendAfterCommit(publisher);
    }
  }

  @Configuration(proxyBeanMethods = false)
  @ConditionalOnMissingClass(OF_SPRING_TX)
  static final class WithoutTransactions {

    @Bean(name = LISTENER)
    SendAtOnce maestroEventsApplicationEvents(MaestroNotificationPublisher publisher) {
      return new SendAtOnce(publisher);
    }
  }
}
