package io.github.maestroevents.observability;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Rules and dashboard ask for series that a running publisher really exports. */
class MetricNamesTest {

  @Test
  void everyName_ofRulesAndDashboard_isInTheScrapeOfARunningPublisher(@TempDir Path directory)
      throws Exception {
    try (RunningPublisher running = RunningPublisher.start(directory)) {
      Set<String> scrape = MetricNames.ofScrape(running.host().scrape());

      assertThat(expressions())
          .allSatisfy(
              expression -> assertThat(scrape).containsAll(MetricNames.scraped(expression)));
    }
  }

  @Test
  void everyRecordedName_isMadeByARule() {
    List<String> recorded = Rules.recorded();

    assertThat(expressions())
        .allSatisfy(
            expression -> assertThat(recorded).containsAll(MetricNames.recorded(expression)));
  }

  private static List<String> expressions() {
    List<String> expressions =
        Stream.concat(
                Rules.expressions().stream(),
                Dashboard.read().queries().stream().map(Dashboard.Query::expression))
            .toList();
    assertThat(expressions).hasSizeGreaterThan(80);
    return expressions;
  }
}
