package io.github.maestroevents.status;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.maestroevents.delivery.health.DeliveryHealth;
import io.github.maestroevents.delivery.health.HealthFinding;
import io.github.maestroevents.delivery.health.HealthThresholds;
import io.github.maestroevents.delivery.monitor.CircuitState;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The page says what {@link DeliveryHealth} says, with the host's thresholds, and nothing else. */
class JudgementTest {

  private static final HealthThresholds STRICT =
      HealthThresholds.defaults().withCircuitOpen(Duration.ZERO, Duration.ofSeconds(3));

  private final StatusPage page = StatusPage.create("node 7", STRICT);
  private final Told told = Told.on(page, "audit");

  @Test
  void card_isHealthy_withoutAReason_whenNothingIsWrong() throws Exception {
    told.second(Figures.quiet().with("accepted", 9).with("delivered", 9));

    assertCard("HEALTHY");
  }

  @Test
  void card_saysWhatDeliveryHealthSays_byTheThresholdsOfTheHost() throws Exception {
    Figures open =
        Figures.quiet().with("circuit", CircuitState.OPEN).with("circuitSince", told.clock.now());
    told.after(Duration.ofSeconds(1), open);
    assertCard("DEGRADED");

    told.clock.advance(Duration.ofSeconds(2));
    assertCard("FAILING");
    assertThat(card().get("reasons").get(0).get("reason").asText()).isEqualTo("CIRCUIT_OPEN");
  }

  @Test
  void card_hasEveryReason_whenSeveralAreTrue() throws Exception {
    told.second(
        Figures.quiet()
            .with("paused", true)
            .with("turnAge", Duration.ofMinutes(1))
            .with("lastLoss", told.clock.now())
            .with("queued", 80)
            .with("queueCapacity", 100));

    assertCard("FAILING");
    assertThat(card().get("reasons")).hasSize(4);
  }

  @Test
  void card_hasTheWordPausedOrEnded_whenThatIsAll() throws Exception {
    told.second(Figures.quiet().with("paused", true));
    assertCard("PAUSED");
    assertThat(card().get("status").asText()).isEqualTo("DEGRADED");

    told.second(Figures.quiet().with("ended", true));
    assertCard("ENDED");
    assertThat(card().get("status").asText()).isEqualTo("DEGRADED");
  }

  @Test
  void imbalance_isAmongTheProblems_once() throws Exception {
    told.history.imbalanced(told.stats());
    told.history.imbalanced(told.stats());

    assertThat(card().get("problems")).hasSize(1);
    assertThat(card().get("figures").get("balanced").asBoolean()).isFalse();
  }

  private void assertCard(String word) throws Exception {
    DeliveryHealth health =
        DeliveryHealth.of(Map.of("audit", told.stats()), STRICT, told.clock.now());
    JsonNode card = card();
    assertThat(card.get("state").asText()).isEqualTo(word);
    assertThat(card.get("status").asText()).isEqualTo(health.status().name());
    List<String> texts = new ArrayList<>();
    card.get("reasons").forEach(reason -> texts.add(reason.get("text").asText()));
    assertThat(texts)
        .containsExactlyElementsOf(health.findings().stream().map(HealthFinding::text).toList());
  }

  private JsonNode card() throws Exception {
    return new ObjectMapper()
        .readTree(page.snapshot(StatusUser.reader("rita")))
        .get("destinations")
        .get(0);
  }
}
