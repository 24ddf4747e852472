package io.github.maestroevents.spring;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.maestroevents.config.ConfiguredPublisher;
import io.github.maestroevents.delivery.monitor.FlushResult;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;

/** What the host says in Java, beside what stands in the configuration. */
class MaestroEventsCustomizerTest {

  @Test
  void customizers_areCalledInTheirOrder_onceForEachDestination() {
    Contexts.withAudit()
        .withPropertyValues("maestro.events.destinations.other.type=kept")
        .withUserConfiguration(TwoCustomizers.class)
        .run(
            context ->
                assertThat(context.getBean(Calls.class).calls)
                    .containsExactlyInAnyOrder(
                        "first audit", "second audit", "first other", "second other")
                    .containsSubsequence("first audit", "second audit")
                    .containsSubsequence("first other", "second other"));
  }

  @Test
  void customizer_winsOverTheConfiguration() {
    Contexts.withAudit()
        .withBean(
            MaestroEventsCustomizer.class,
            () -> (destination, builder) -> builder.filter(event -> false))
        .run(
            context -> {
              var publisher = context.getBean(ConfiguredPublisher.class);
              publisher.send(Contexts.event("1"));

              assertThat(publisher.flush(Duration.ofSeconds(30))).isEqualTo(FlushResult.DELIVERED);
              assertThat(publisher.stats().filtered()).isEqualTo(1);
            });
  }

  @Test
  void start_fails_whenACustomizerThrows() {
    Contexts.withAudit()
        .withBean(
            MaestroEventsCustomizer.class,
            () ->
                (destination, builder) -> {
                  throw new IllegalStateException("of the host");
                })
        .run(context -> assertThat(context).getFailure().hasStackTraceContaining("of the host"));
  }

  static final class Calls {
    private final List<String> calls = new ArrayList<>();
  }

  @Configuration(proxyBeanMethods = false)
  static class TwoCustomizers {

    @Bean
    Calls calls() {
      return new Calls();
    }

    @Bean
    @Order(2)
    MaestroEventsCustomizer second(Calls calls) {
      return (destination, builder) -> calls.calls.add("second " + destination);
    }

    @Bean
    @Order(1)
    MaestroEventsCustomizer first(Calls calls) {
      return (destination, builder) -> calls.calls.add("first " + destination);
    }
  }
}
