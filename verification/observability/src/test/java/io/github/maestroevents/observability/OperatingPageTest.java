package io.github.maestroevents.observability;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.maestroevents.delivery.health.HealthReason;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** docs/operating.md tells of everything that there is, and of nothing else. */
class OperatingPageTest {

  private static final Path ENGINE =
      SourceFiles.of(
          "maestro-events-delivery/src/main/java/io/github/maestroevents/delivery/internal");

  /** What follows this is no longer of the engine. */
  private static final String OTHERS = "## Log lines of shared journals";

  private static final String TEXT = "\"(?:[^\"\\\\]|\\\\.)*\"";
  private static final Pattern LOGGED =
      Pattern.compile(
          "\\b(?:log|LOG)\\s*\\.(error|warn|info|debug)\\(\\s*("
              + TEXT
              + "(?:\\s*\\+\\s*"
              + TEXT
              + ")*)");

  private static final Pattern LINE =
      Pattern.compile("^\\| (ERROR|WARN|INFO|DEBUG) \\| `(.+?)` \\| .+ \\|$", Pattern.MULTILINE);
  private static final Pattern METER =
      Pattern.compile("^\\| `(maestro_events_\\w+)`.* \\| .* \\|$", Pattern.MULTILINE);
  private static final Pattern PART = Pattern.compile("_(count|sum|max|bucket)$");
  private static final Pattern REASON = Pattern.compile("^\\| `([A-Z_]+)` \\|", Pattern.MULTILINE);

  private final String page = SourceFiles.read(SourceFiles.of("docs/operating.md"));

  @Test
  void meters_areThoseOfAScrape(@TempDir Path directory) throws Exception {
    Set<String> told = found(METER, 1);
    try (RunningPublisher running = RunningPublisher.start(directory)) {
      Set<String> scraped =
          MetricNames.ofScrape(running.host().scrape()).stream()
              .filter(name -> name.startsWith("maestro_events_"))
              .map(name -> PART.matcher(name).replaceFirst(""))
              .collect(Collectors.toCollection(TreeSet::new));

      assertThat(told).isEqualTo(scraped);
    }
  }

  @Test
  void logLines_areThoseOfTheEngine_withTheirLevels() throws IOException {
    Set<String> told =
        LINE.matcher(page.substring(0, page.indexOf(OTHERS)))
            .results()
            .map(line -> line.group(1) + " " + line.group(2))
            .collect(Collectors.toCollection(TreeSet::new));

    assertThat(told).isEqualTo(logged()).hasSizeGreaterThan(30);
  }

  @Test
  void healthReasons_areThoseThatThereAre() {
    assertThat(found(REASON, 1))
        .isEqualTo(
            Arrays.stream(HealthReason.values())
                .map(Enum::name)
                .collect(Collectors.toCollection(TreeSet::new)));
  }

  private Set<String> found(Pattern pattern, int group) {
    return pattern
        .matcher(page)
        .results()
        .map(match -> match.group(group))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /** What the engine's sources say of a destination, with their levels. */
  private static Set<String> logged() throws IOException {
    try (Stream<Path> files = Files.walk(ENGINE)) {
      List<String> sources =
          files.filter(file -> file.toString().endsWith(".java")).map(SourceFiles::read).toList();
      return sources.stream()
          .flatMap(source -> LOGGED.matcher(source).results())
          .map(call -> call.group(1).toUpperCase(Locale.ROOT) + " " + joined(call.group(2)))
          .filter(line -> line.contains("estination") || line.contains("Circuit"))
          .collect(Collectors.toCollection(TreeSet::new));
    }
  }

  /** The text of literals with plus signs between them. */
  private static String joined(String literals) {
    return Pattern.compile(TEXT)
        .matcher(literals)
        .results()
        .map(literal -> literal.group().substring(1, literal.group().length() - 1))
        .collect(Collectors.joining());
  }
}
