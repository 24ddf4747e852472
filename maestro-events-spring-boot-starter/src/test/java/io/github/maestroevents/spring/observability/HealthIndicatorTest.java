package io.github.maestroevents.spring.observability;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.maestroevents.config.ConfigurationException;
import io.github.maestroevents.delivery.DeliveringPublisher;
import io.github.maestroevents.delivery.NonBlockingNotificationPublisher;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.actuate.health.Health;
import org.springframework.boot.actuate.health.HealthComponent;
import org.springframework.boot.actuate.health.HealthEndpoint;
import org.springframework.boot.actuate.health.HealthEndpointGroups;
import org.springframework.boot.actuate.health.HealthIndicator;
import org.springframework.boot.actuate.health.Status;
import org.springframework.boot.availability.AvailabilityChangeEvent;
import org.springframework.boot.availability.LivenessState;
import org.springframework.boot.availability.ReadinessState;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.ApplicationContext;

/** What {@code /health} says of the destinations. */
class HealthIndicatorTest {

  /** Whatever waits is too old at once. */
  private static final String[] IMPATIENT = {
    "maestro.events.health.oldest-event.degraded=0s",
    "maestro.events.health.oldest-event.failing=0s"
  };

  @Test
  void destinationThatDelivers_isUp() {
    ObservedContexts.withAudit()
        .run(
            context -> {
              Health health = indicator(context).health();

              assertThat(health.getStatus()).isEqualTo(Status.UP);
              assertThat(health.getDetails())
                  .containsEntry("delivery", "HEALTHY")
                  .containsEntry(
                      "destinations",
                      Map.of("audit", Map.of("status", "HEALTHY", "undelivered", 0L)));
            });
  }

  @Test
  void degradedDestination_isUp_withTheReasonInTheDetails() {
    ObservedContexts.withAudit()
        .run(
            context -> {
              ObservedContexts.publisher(context).pause();
              Health health = indicator(context).health();

              assertThat(health.getStatus()).isEqualTo(Status.UP);
              assertThat(health.getDetails()).containsEntry("delivery", "DEGRADED");
              assertThat(health.getDetails().get("destinations").toString())
                  .contains("paused by the host");
            });
  }

  @ParameterizedTest
  @CsvSource({
    "'', DOWN",
    "down, DOWN",
    "out-of-service, OUT_OF_SERVICE",
    "OUT_OF_SERVICE, OUT_OF_SERVICE",
    "up, UP"
  })
  void failingDestination_isWhatTheApplicationChose(String chosen, String expected) {
    failing()
        .withPropertyValues("maestro.events.health.failing-status=" + chosen)
        .run(
            context -> {
              sendInAPause(context);

              assertThat(indicator(context).health().getStatus().getCode()).isEqualTo(expected);
              assertThat(indicator(context).health().getDetails())
                  .containsEntry("delivery", "FAILING");

              ObservedContexts.publisher(context).resume();
              ObservedContexts.await(
                  "health", () -> indicator(context).health().getStatus().equals(Status.UP));
            });
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void failingDestination_leavesTheApplicationReady_unlessItIsToldOtherwise(boolean readiness) {
    failing()
        .withPropertyValues(
            "management.endpoint.health.probes.enabled=true",
            "maestro.events.health.readiness=" + readiness)
        .run(
            context -> {
              AvailabilityChangeEvent.publish(context, LivenessState.CORRECT);
              AvailabilityChangeEvent.publish(context, ReadinessState.ACCEPTING_TRAFFIC);
              sendInAPause(context);
              HealthEndpoint endpoint = context.getBean(HealthEndpoint.class);
              HealthComponent whole = endpoint.health();
              HealthComponent ready = endpoint.healthForPath("readiness");
              HealthComponent live = endpoint.healthForPath("liveness");

              assertThat(whole.getStatus()).isEqualTo(Status.DOWN);
              assertThat(live.getStatus()).isEqualTo(Status.UP);
              assertThat(ready.getStatus()).isEqualTo(readiness ? Status.DOWN : Status.UP);
              HealthEndpointGroups groups = context.getBean(HealthEndpointGroups.class);
              assertThat(groups.get("readiness").isMember("maestroEvents")).isEqualTo(readiness);
              assertThat(groups.get("readiness").isMember("readinessState")).isTrue();
              assertThat(groups.get("liveness").isMember("maestroEvents")).isFalse();
            });
  }

  @Test
  void publisherThatTheApplicationMade_isLookedAtToo() {
    ObservedContexts.empty()
        .withBean(
            "own",
            DeliveringPublisher.class,
            () -> NonBlockingNotificationPublisher.builder(event -> {}).name("own").build())
        .run(
            context ->
                assertThat(indicator(context).health().getDetails().get("destinations").toString())
                    .contains("own"));
  }

  @Test
  void noIndicator_isMade_withoutAPublisher_orWhenItIsSwitchedOff() {
    ObservedContexts.empty()
        .run(context -> assertThat(context).doesNotHaveBean("maestroEventsHealthIndicator"));
    ObservedContexts.withAudit()
        .withPropertyValues("management.health.maestro-events.enabled=false")
        .run(context -> assertThat(context).doesNotHaveBean("maestroEventsHealthIndicator"));
  }

  @ParameterizedTest
  @CsvSource({
    "circuit-open.degraded=soon, circuit-open.degraded, a time",
    "queue-share.failing=much, queue-share.failing, a share",
    "failing-status=broken, failing-status, out-of-service",
    "oldest-event.degraded=1h, oldest-event.degraded, failing no sooner",
    "queue-share.degraded=NaN, queue-share.degraded, above 0"
  })
  void start_failsAndNamesTheKey_whenAThresholdMakesNoSense(
      String property, String key, String why) {
    ObservedContexts.withAudit()
        .withPropertyValues("maestro.events.health." + property)
        .run(
            context ->
                assertThat(context)
                    .getFailure()
                    .rootCause()
                    .isInstanceOf(ConfigurationException.class)
                    .hasMessageContaining("maestro.events.health." + key)
                    .hasMessageContaining(why));
  }

  @Test
  void start_fails_whenAKeyOfHealthIsMisspelt() {
    ObservedContexts.withAudit()
        .withPropertyValues("maestro.events.health.redyness=true")
        .run(
            context ->
                assertThat(context)
                    .getFailure()
                    .rootCause()
                    .hasMessageContaining("maestro.events.health.redyness"));
  }

  @Test
  void levels_areTurnedOff_byTheWordNever() {
    failing()
        .withPropertyValues(
            "maestro.events.health.oldest-event.degraded=never",
            "maestro.events.health.oldest-event.failing=never",
            "maestro.events.health.queue-share.degraded=never",
            "maestro.events.health.queue-share.failing=never")
        .run(
            context -> {
              sendInAPause(context);

              assertThat(indicator(context).health().getDetails())
                  .containsEntry("delivery", "DEGRADED"); // it is paused
            });
  }

  private static ApplicationContextRunner failing() {
    return ObservedContexts.withAudit().withPropertyValues(IMPATIENT);
  }

  private static void sendInAPause(ApplicationContext context) {
    DeliveringPublisher publisher = ObservedContexts.publisher(context);
    publisher.pause();
    publisher.send(ObservedContexts.event("1"));
    ObservedContexts.await(
        "the event in memory", () -> publisher.stats().oldestUndelivered() != null);
  }

  private static HealthIndicator indicator(ApplicationContext context) {
    return context.getBean("maestroEventsHealthIndicator", HealthIndicator.class);
  }
}
