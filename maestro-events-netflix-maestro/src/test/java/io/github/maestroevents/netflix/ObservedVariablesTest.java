package io.github.maestroevents.netflix;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

/** Which variables are none of the library's business. */
class ObservedVariablesTest {

  @Test
  void variablesOfHealthAndMeters_areLeftOut_inBothOfSpringsForms_andOthersAreNot() {
    assertThat(
            ObservedVariables.leftOutOf(
                Map.of(
                    "MAESTRO_EVENTS_HEALTH_READINESS", "true",
                    "MAESTRO_EVENTS_HEALTH_OLDESTEVENT_DEGRADED", "1m",
                    "MAESTRO_EVENTS_HEALTH_OLDEST_EVENT_FAILING", "1m",
                    "MAESTRO_EVENTS_METRICS_ENABLED", "false",
                    "MAESTRO_EVENTS_HEALTH_READYNESS", "true",
                    "MAESTRO_EVENTS_JOURNAL", "none")))
        .containsOnlyKeys("MAESTRO_EVENTS_HEALTH_READYNESS", "MAESTRO_EVENTS_JOURNAL");
  }
}
