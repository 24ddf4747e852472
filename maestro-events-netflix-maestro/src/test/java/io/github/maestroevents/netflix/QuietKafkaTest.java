package io.github.maestroevents.netflix;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.SpringApplication;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;

/** How loud Kafka's client is in the server. */
class QuietKafkaTest {

  private static final String NETWORK = "logging.level.org.apache.kafka.clients.NetworkClient";

  @Test
  void client_speaksOfErrorsAlone_whereThisLibraryPublishes() {
    assertThat(level(Map.of("maestro.notifier.type", "maestro-events"))).isEqualTo("ERROR");
  }

  @Test
  void levelOfTheServers_wins() {
    assertThat(level(Map.of("maestro.notifier.type", "maestro-events", NETWORK, "DEBUG")))
        .isEqualTo("DEBUG");
  }

  @Test
  void client_isLeftAlone_whereAnotherPublishes() {
    assertThat(level(Map.of("maestro.notifier.type", "sns"))).isNull();
    assertThat(level(Map.of())).isNull();
  }

  private static String level(Map<String, Object> settings) {
    StandardEnvironment environment = new StandardEnvironment();
    environment.getPropertySources().addFirst(new MapPropertySource("server", settings));
    new QuietKafka().postProcessEnvironment(environment, new SpringApplication());
    return environment.getProperty(NETWORK);
  }
}
