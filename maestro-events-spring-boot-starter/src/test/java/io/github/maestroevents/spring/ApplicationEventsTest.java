package io.github.maestroevents.spring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.maestroevents.MaestroNotificationPublisher;
import io.github.maestroevents.event.MaestroEvent;
import io.github.maestroevents.spring.internal.events.SendAtOnce;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.annotation.EnableTransactionManagement;
import org.springframework.transaction.event.TransactionalEventListener;
import org.springframework.transaction.support.AbstractPlatformTransactionManager;
import org.springframework.transaction.support.DefaultTransactionStatus;
import org.springframework.transaction.support.TransactionTemplate;

/** Events that the host publishes by Spring's own means. */
class ApplicationEventsTest {

  private static final ApplicationContextRunner BRIDGED =
      Contexts.empty()
          .withPropertyValues("maestro.events.spring.application-events=true")
          .withUserConfiguration(Host.class);

  @Test
  void event_isSentAfterTheCommit() {
    BRIDGED
        .withUserConfiguration(Transactions.class)
        .run(
            context -> {
              List<MaestroEvent> sent = context.getBean(Sent.class).events;
              context
                  .getBean(TransactionTemplate.class)
                  .executeWithoutResult(
                      status -> {
                        context.publishEvent(Contexts.event("1"));
                        assertThat(sent).isEmpty();
                      });

              assertThat(sent).hasSize(1);
            });
  }

  @Test
  void event_isNeverSent_afterARollback() {
    BRIDGED
        .withUserConfiguration(Transactions.class)
        .run(
            context -> {
              context
                  .getBean(TransactionTemplate.class)
                  .executeWithoutResult(
                      status -> {
                        context.publishEvent(Contexts.event("1"));
                        status.setRollbackOnly();
                      });

              assertThat(context.getBean(Sent.class).events).isEmpty();
            });
  }

  @Test
  void event_isSentAtOnce_outsideOfATransaction() {
    BRIDGED
        .withUserConfiguration(Transactions.class)
        .run(
            context -> {
              context.publishEvent(Contexts.event("1"));

              assertThat(context.getBean(Sent.class).events).hasSize(1);
            });
  }

  @Test
  void event_isSentAtOnce_whenTheHostManagesNoTransactions() {
    BRIDGED.run(
        context -> {
          context.publishEvent(Contexts.event("1"));

          assertThat(context.getBean(Sent.class).events).hasSize(1);
        });
  }

  @Test
  void event_isSentAtOnce_whenSpringsTransactionsAreNotThere() {
    BRIDGED
        .withClassLoader(new FilteredClassLoader(TransactionalEventListener.class))
        .run(
            context -> {
              assertThat(context).hasSingleBean(SendAtOnce.class);
              context.publishEvent(Contexts.event("1"));

              assertThat(context.getBean(Sent.class).events).hasSize(1);
            });
  }

  @Test
  void event_isSentOnce_inAContextWithAParent() {
    BRIDGED.run(
        parent ->
            BRIDGED
                .withParent(parent)
                .withAllowBeanDefinitionOverriding(true)
                .run(
                    child -> {
                      child.publishEvent(Contexts.event("1"));

                      int sent =
                          parent.getBean(Sent.class).events.size()
                              + child.getBean(Sent.class).events.size();
                      assertThat(sent).isEqualTo(1);
                    }));
  }

  @Test
  void refusal_reachesWhoeverPublishes_outsideOfATransaction() {
    Contexts.empty()
        .withPropertyValues("maestro.events.spring.application-events=true")
        .withBean(
            MaestroNotificationPublisher.class,
            () ->
                event -> {
                  throw new io.github.maestroevents.PublisherOverloadedException("full");
                })
        .run(
            context ->
                assertThatThrownBy(() -> context.publishEvent(Contexts.event("1")))
                    .isInstanceOf(io.github.maestroevents.PublisherOverloadedException.class));
  }

  @Test
  void nothingIsSent_unlessItIsSwitchedOn() {
    Contexts.empty()
        .withUserConfiguration(Host.class)
        .run(
            context -> {
              context.publishEvent(Contexts.event("1"));

              assertThat(context.getBean(Sent.class).events).isEmpty();
            });
  }

  @Test
  void nothingIsMade_whenThereIsNoPublisher() {
    Contexts.empty()
        .withPropertyValues("maestro.events.spring.application-events=true")
        .run(
            context -> {
              assertThat(context).hasNotFailed();
              assertThat(context).doesNotHaveBean("maestroEventsApplicationEvents");
            });
  }

  static final class Sent {
    private final List<MaestroEvent> events = new ArrayList<>();
  }

  @Configuration(proxyBeanMethods = false)
  static class Host {

    @Bean
    Sent sent() {
      return new Sent();
    }

    @Bean
    MaestroNotificationPublisher own(Sent sent) {
      return sent.events::add;
    }
  }

  @Configuration(proxyBeanMethods = false)
  @EnableTransactionManagement
  static class Transactions {

    @Bean
    TransactionTemplate template() {
      return new TransactionTemplate(new OfNothing());
    }
  }

  /** Transactions around nothing, with all that Spring does before and after. */
  static final class OfNothing extends AbstractPlatformTransactionManager {

    private static final long serialVersionUID = 1;

    @Override
    protected Object doGetTransaction() {
      return new Object();
    }

    @Override
    protected void doBegin(Object transaction, TransactionDefinition definition) {}

    @Override
    protected void doCommit(DefaultTransactionStatus status) {}

    @Override
    protected void doRollback(DefaultTransactionStatus status) {}
  }
}
