package io.github.maestroevents.observability;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.maestroevents.observability.Rules.Alert;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The rules by themselves: Prometheus takes them, and each alert fires when it shall. */
class PrometheusRulesTest {

  @Test
  void rules_areTakenByPrometheus() throws Exception {
    Promtool.assumeInstalled();

    Promtool.Answer answer =
        Promtool.run(
            "check",
            "rules",
            SourceFiles.RECORDING_RULES.toString(),
            SourceFiles.ALERTS.toString());

    assertThat(answer.exitStatus()).as(answer.output()).isZero();
  }

  static List<Path> promtoolTests() {
    return SourceFiles.promtoolTests();
  }

  @ParameterizedTest
  @MethodSource("promtoolTests")
  void rules_passTheirTests(Path tests) throws Exception {
    Promtool.assumeInstalled();

    Promtool.Answer answer = Promtool.run("test", "rules", tests.toString());

    assertThat(answer.exitStatus()).as(answer.output()).isZero();
  }

  static List<Alert> alerts() {
    return Rules.alerts();
  }

  @ParameterizedTest
  @MethodSource("alerts")
  void alert_firesAndResolvesAfterwards_inOneTest(Alert alert) {
    assertThat(SourceFiles.promtoolTests())
        .anySatisfy(
            file ->
                assertThat(Rules.maps(Rules.yaml(file).get("tests")))
                    .anyMatch(test -> firesAndResolves(test, alert.name())));
  }

  @ParameterizedTest
  @MethodSource("alerts")
  void alert_saysHowBadItIs_andWhatIsTheMatter(Alert alert) {
    assertThat(alert.severity()).isIn("critical", "warning");
    assertThat(alert.annotations()).containsOnlyKeys("summary", "description", "runbook_url");
  }

  private static boolean firesAndResolves(Map<String, Object> test, String alert) {
    if (test.get("alert_rule_test") == null) {
      return false;
    }
    List<Map<String, Object>> looks =
        Rules.maps(test.get("alert_rule_test")).stream()
            .filter(look -> alert.equals(look.get("alertname")))
            .toList();
    return looks.stream()
        .filter(PrometheusRulesTest::fires)
        .anyMatch(
            firing ->
                looks.stream()
                    .anyMatch(later -> !fires(later) && at(later).compareTo(at(firing)) > 0));
  }

  private static boolean fires(Map<String, Object> look) {
    return look.get("exp_alerts") instanceof List<?> expected && !expected.isEmpty();
  }

  private static Duration at(Map<String, Object> look) {
    return Duration.parse("PT" + String.valueOf(look.get("eval_time")).toUpperCase(Locale.ROOT));
  }
}
