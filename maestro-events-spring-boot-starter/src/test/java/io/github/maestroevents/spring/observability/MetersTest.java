package io.github.maestroevents.spring.observability;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.maestroevents.delivery.DeliveringPublisher;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.ApplicationContext;

/** Each destination of a configuration has its meters in the application's registry. */
class MetersTest {

  private final ApplicationContextRunner two =
      ObservedContexts.withAudit()
          .withPropertyValues("maestro.events.destinations.refusing.type=kept-bytes");

  @Test
  void destinations_haveMeters_whereThereIsARegistry() {
    two.withBean(MeterRegistry.class, SimpleMeterRegistry::new)
        .run(
            context -> {
              DeliveringPublisher publisher = ObservedContexts.publisher(context);
              publisher.send(ObservedContexts.event("1"));
              publisher.flush(Duration.ofSeconds(60));

              assertThat(count(context, "maestro.events.delivered", "audit")).isEqualTo(1);
              assertThat(count(context, "maestro.events.dead.lettered", "refusing")).isEqualTo(1);
            });
  }

  @Test
  void noMeters_areMade_withoutARegistry_orAmongSeveral_orWhenTheyAreSwitchedOff() {
    two.run(context -> assertThat(context).doesNotHaveBean("maestroEventsMeters"));
    two.withBean("one", MeterRegistry.class, SimpleMeterRegistry::new)
        .withBean("another", MeterRegistry.class, SimpleMeterRegistry::new)
        .run(
            context -> {
              assertThat(context).hasNotFailed();
              assertThat(context).doesNotHaveBean("maestroEventsMeters");
            });
    two.withBean(MeterRegistry.class, SimpleMeterRegistry::new)
        .withPropertyValues("maestro.events.metrics.enabled=false")
        .run(
            context -> {
              ObservedContexts.publisher(context).send(ObservedContexts.event("1"));
              assertThat(context.getBean(MeterRegistry.class).getMeters())
                  .noneMatch(meter -> meter.getId().getName().startsWith("maestro.events"));
            });
  }

  private static double count(ApplicationContext context, String meter, String destination) {
    return context
        .getBean(MeterRegistry.class)
        .find(meter)
        .tag("destination", destination)
        .counters()
        .stream()
        .mapToDouble(counter -> counter.count())
        .sum();
  }
}
