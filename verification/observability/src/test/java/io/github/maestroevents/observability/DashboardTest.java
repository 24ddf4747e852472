package io.github.maestroevents.observability;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.maestroevents.observability.Dashboard.Query;
import io.github.maestroevents.testbeds.Await;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The dashboard needs nothing but Grafana, and each of its questions has an answer. */
class DashboardTest {

  private static final Set<String> PANELS_OF_GRAFANA =
      Set.of("row", "stat", "timeseries", "state-timeline", "table");

  /** Which have no answer while all is well. */
  private static final Set<String> EMPTY_WHEN_ALL_IS_WELL =
      Set.of("Dead letters in the range shown");

  private final Dashboard dashboard = Dashboard.read();

  @Test
  void everyExpression_isAnswered_byAPrometheusThatScrapedARunningPublisher(@TempDir Path directory)
      throws Exception {
    Promtool.assumeInstalled();
    try (RunningPublisher running = RunningPublisher.start(directory);
        PrometheusProcess prometheus =
            PrometheusProcess.start(
                directory, running.host().target(), FastRules.recording(directory))) {
      Await.until(
          "the rules have been evaluated over two scrapes",
          Duration.ofSeconds(60),
          () -> {
            running.send();
            return prometheus.names().containsAll(Rules.recorded())
                && Promtool.run(
                        "query", "instant", prometheus.url(), "maestro_events:loss_ratio:3d")
                    .output()
                    .contains("sample");
          });

      List<String> wrong = new ArrayList<>();
      for (Query query : dashboard.queries()) {
        Promtool.Answer answer =
            Promtool.run("query", "instant", prometheus.url(), query.expression());
        boolean answered =
            !answer.output().isBlank() || EMPTY_WHEN_ALL_IS_WELL.contains(query.panel());
        if (answer.exitStatus() != 0 || !answered) {
          wrong.add(query + "\n" + answer.output());
        }
      }

      assertThat(wrong).isEmpty();
    }
  }

  @Test
  void everyPanel_isOneOfGrafanasOwn_asksTheChosenSource_andHasAUnit() {
    assertThat(dashboard.panels()).hasSizeGreaterThan(20);
    for (JsonNode panel : dashboard.panels()) {
      assertThat(panel.get("type").asText()).isIn(PANELS_OF_GRAFANA);
      if (!panel.get("type").asText().equals("row")) {
        assertThat(panel.at("/datasource/uid").asText()).isEqualTo("${datasource}");
        assertThat(panel.at("/fieldConfig/defaults/unit").asText())
            .as(panel.get("title").asText())
            .isNotEmpty();
        assertThat(panel.get("targets")).isNotEmpty();
      }
    }
  }

  @Test
  void variables_areSourceJobAndDestination_andEveryQuestionHeedsThem() {
    assertThat(dashboard.variables())
        .extracting(variable -> variable.get("name").asText())
        .containsExactly("datasource", "job", "destination");
    assertThat(dashboard.panels().stream().flatMap(DashboardTest::expressions))
        .filteredOn(expression -> !expression.contains("ALERTS"))
        .filteredOn(expression -> !expression.equals("maestro_events:loss_budget:ratio"))
        .allSatisfy(
            expression ->
                assertThat(expression).contains("job=~\"$job\"", "destination=~\"$destination\""));
  }

  private static Stream<String> expressions(JsonNode panel) {
    List<String> expressions = new ArrayList<>();
    panel.path("targets").forEach(target -> expressions.add(target.get("expr").asText()));
    return expressions.stream();
  }
}
