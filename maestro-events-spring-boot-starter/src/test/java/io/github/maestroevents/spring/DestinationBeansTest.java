package io.github.maestroevents.spring;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.maestroevents.MaestroNotificationPublisher;
import io.github.maestroevents.config.ConfiguredPublisher;
import io.github.maestroevents.delivery.DeliveringPublisher;
import io.github.maestroevents.delivery.NonBlockingNotificationPublisher;
import io.github.maestroevents.spring.internal.beans.DestinationBeans;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** One publisher for whoever asks for a publisher, and each destination for whoever names it. */
class DestinationBeansTest {

  private final ApplicationContextRunner two =
      Contexts.withAudit()
          .withPropertyValues("maestro.events.destinations.alert-mail.type=kept")
          .withUserConfiguration(Host.class);

  @Test
  void destination_isInjected_whereItsNameStands() {
    two.run(
        context -> {
          Injected injected = context.getBean(Injected.class);

          assertThat(injected.audit().name()).isEqualTo("audit");
          assertThat(injected.alertMail().name()).isEqualTo("alert-mail");
          assertThat(injected.audit())
              .isSameAs(context.getBean("maestroEventsDestinationAudit"))
              .isSameAs(injected.whole().destinations().get("audit"));
          assertThat(context.getBean("maestroEventsDestinationAlertMail"))
              .isSameAs(injected.alertMail());
        });
  }

  @Test
  void publisher_isTheOneOfAll_whereNoNameStands() {
    two.run(
        context -> {
          Injected injected = context.getBean(Injected.class);

          assertThat(injected.plain()).isSameAs(injected.whole());
          assertThat(injected.delivering()).isSameAs(injected.whole());
          assertThat(injected.all()).containsExactly(injected.whole());
          assertThat(context.getBean(MaestroNotificationPublisher.class))
              .isSameAs(injected.whole());
          assertThat(context.getBeanProvider(DeliveringPublisher.class).getIfUnique())
              .isSameAs(injected.whole());
        });
  }

  @Test
  void singleDestination_hasABeanOfItsOwnToo() {
    Contexts.withAudit()
        .run(
            context -> {
              assertThat(context)
                  .getBeanNames(NonBlockingNotificationPublisher.class)
                  .containsExactly("maestroEventsDestinationAudit");
              assertThat(context.getBean(MaestroNotificationPublisher.class))
                  .isSameAs(context.getBean("maestroEventsPublisher"));
            });
  }

  @Test
  void destinationsWhoseNamesDifferByAHyphen_areBothBeans() {
    Contexts.empty()
        .withPropertyValues(
            "maestro.events.destinations.a-2.type=kept", "maestro.events.destinations.a2.type=kept")
        .run(
            context ->
                assertThat(context)
                    .getBeanNames(NonBlockingNotificationPublisher.class)
                    .containsExactlyInAnyOrder(
                        "maestroEventsDestinationA2", "maestroEventsDestination.a2"));
  }

  @Test
  void destinations_areNoBeans_whenTheUserHasAPublisher() {
    Contexts.withAudit()
        .withBean("own", MaestroNotificationPublisher.class, () -> event -> {})
        .run(context -> assertThat(context).doesNotHaveBean("maestroEventsDestinationAudit"));
  }

  @ParameterizedTest
  @CsvSource({
    "audit, maestroEventsDestinationAudit",
    "audit-log, maestroEventsDestinationAuditLog",
    "a2-b-3, maestroEventsDestinationA2B3"
  })
  void nameOfABean_isThatOfItsDestination_inCamelCase(String destination, String bean) {
    assertThat(DestinationBeans.beanName(destination)).isEqualTo(bean);
  }

  record Injected(
      ConfiguredPublisher whole,
      MaestroNotificationPublisher plain,
      DeliveringPublisher delivering,
      List<MaestroNotificationPublisher> all,
      NonBlockingNotificationPublisher audit,
      DeliveringPublisher alertMail) {}

  @Configuration(proxyBeanMethods = false)
  static class Host {
    @Bean
    Injected injected(
        ConfiguredPublisher whole,
        MaestroNotificationPublisher plain,
        DeliveringPublisher delivering,
        List<MaestroNotificationPublisher> all,
        @Qualifier("audit") NonBlockingNotificationPublisher audit,
        @Qualifier("alert-mail") DeliveringPublisher alertMail) {
      return new Injected(whole, plain, delivering, all, audit, alertMail);
    }
  }
}
