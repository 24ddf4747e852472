package io.github.maestroevents.spring.internal.environment;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.maestroevents.spring.KeyList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.core.env.SystemEnvironmentPropertySource;

/** From names of variables to keys, in the library's form and in Spring's. */
class VariablesTest {

  @ParameterizedTest
  @CsvSource({
    "MAESTRO_EVENTS_ENABLED, enabled",
    "MAESTRO_EVENTS_CLOSE_TIMEOUT, close-timeout",
    "MAESTRO_EVENTS_CLOSETIMEOUT, close-timeout",
    "MAESTRO_EVENTS_JOURNAL, journal",
    "MAESTRO_EVENTS_SPRING_APPLICATION_EVENTS, spring.application-events",
    "MAESTRO_EVENTS_SPRING_APPLICATIONEVENTS, spring.application-events",
    "MAESTRO_EVENTS_DEFAULTS_RETRY_MAXDELAY, defaults.retry.max-delay",
    "MAESTRO_EVENTS_DESTINATIONS_NEW_TYPE, destinations.new.type",
    "MAESTRO_EVENTS_DESTINATIONS_AUDIT_LOG_TYPE, destinations.audit-log.type",
    "MAESTRO_EVENTS_DESTINATIONS_AUDITLOG_TYPE, destinations.audit-log.type",
    "MAESTRO_EVENTS_DESTINATIONS_AUDIT_TYPE, destinations.audit.type",
    "MAESTRO_EVENTS_DESTINATIONS_AUDIT_RETRY_MAX_DELAY, destinations.audit.retry.max-delay",
    "MAESTRO_EVENTS_DESTINATIONS_AUDIT_RETRY_MAXDELAY, destinations.audit.retry.max-delay",
    "MAESTRO_EVENTS_DESTINATIONS_AUDIT_KAFKA_BOOTSTRAP_SERVERS,"
        + " destinations.audit.kafka.bootstrap.servers",
    "MAESTRO_EVENTS_DESTINATIONS__AUDIT__KAFKA__BOOTSTRAP__SERVERS,"
        + " destinations.audit.kafka.bootstrap.servers",
    "MAESTRO_EVENTS_DESTINATIONS__AUDIT_LOG__RETRY__MAX_DELAY,"
        + " destinations.audit-log.retry.max-delay",
    "MAESTRO_EVENTS_DESTINATIONS_AUDIT_NO_SUCH, destinations.audit.no.such",
    "maestro_events_enabled, enabled"
  })
  void variable_standsForAKey(String variable, String key) {
    assertThat(read(variable)).containsOnlyKeys(key);
  }

  @ParameterizedTest
  @CsvSource({
    "MAESTRO_EVENTS_SERVICE_HOST",
    "MAESTRO_EVENTS_SERVICE_PORT",
    "MAESTRO_EVENTS_SERVICE_PORT_HTTP",
    "MAESTRO_EVENTS_PORT",
    "MAESTRO_EVENTS_PORT_8080_TCP_ADDR",
    "MAESTRO_EVENTS",
    "OTHER_EVENTS_ENABLED"
  })
  void variable_thatIsNotOurs_isLeftAlone(String variable) {
    assertThat(read(variable)).isEmpty();
  }

  @Test
  void everySettingOfADestination_isUnderstoodInSpringsForms() {
    for (KeyList.Key key : KeyList.ofADestination()) {
      String upper = key.name().toUpperCase(Locale.ROOT).replace('.', '_');
      for (String form : List.of(upper.replace("-", ""), upper.replace('-', '_'))) {
        assertThat(read("MAESTRO_EVENTS_DESTINATIONS_AUDIT_" + form))
            .as(form)
            .containsOnlyKeys("destinations.audit." + key.name());
      }
    }
  }

  @Test
  void origin_namesTheVariable() {
    assertThat(read("MAESTRO_EVENTS_ENABLED").get("enabled").origin())
        .isEqualTo("System Environment Property \"MAESTRO_EVENTS_ENABLED\"");
  }

  private static Map<String, FoundValue> read(String variable) {
    return new Variables(Set.of("audit", "audit-log"), VariablesTest.class.getClassLoader())
        .read(new SystemEnvironmentPropertySource("systemEnvironment", Map.of(variable, "x")));
  }
}
