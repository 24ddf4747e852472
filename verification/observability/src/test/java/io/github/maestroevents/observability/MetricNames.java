package io.github.maestroevents.observability;

import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The names of this library's series in an expression or a scrape. */
final class MetricNames {

  private static final Pattern QUOTED = Pattern.compile("\"[^\"]*\"");
  private static final Pattern SCRAPED = Pattern.compile("\\bmaestro_events_[a-z0-9_]+");
  private static final Pattern RECORDED = Pattern.compile("\\bmaestro_events:[a-z0-9_:]+");

  private MetricNames() {}

  /** Names that hosts export. */
  static Set<String> scraped(String expression) {
    return found(SCRAPED, expression);
  }

  /** Names that recording rules make. */
  static Set<String> recorded(String expression) {
    return found(RECORDED, expression);
  }

  /** Names of the series in a scrape: without comments, and without the names of their labels. */
  static Set<String> ofScrape(String scrape) {
    return scrape
        .lines()
        .filter(line -> !line.startsWith("#"))
        .map(line -> line.replaceFirst("[{ ].*", ""))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static Set<String> found(Pattern name, String expression) {
    return name.matcher(QUOTED.matcher(expression).replaceAll("\"\""))
        .results()
        .map(match -> match.group())
        .collect(Collectors.toCollection(TreeSet::new));
  }
}
