package io.github.maestroevents.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.platform.testkit.engine.Event;
import org.junit.platform.testkit.engine.Events;

/** Rules by their numbers. */
final class ContractRules {

  private ContractRules() {}

  /** Those that the classes declare. */
  static Set<Integer> of(Class<?>... contracts) {
    return Stream.of(contracts)
        .flatMap(contract -> Arrays.stream(contract.getDeclaredMethods()))
        .map(Method::getName)
        .filter(name -> name.startsWith("rule"))
        .map(ContractRules::number)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /** Those that have failed, been skipped or whatever the events are of. */
  static Set<Integer> of(Events events) {
    return of(events.stream());
  }

  private static int of(Event event) {
    return number(event.getTestDescriptor().getDisplayName());
  }

  /** Fails unless all rules were run, and exactly these have failed. */
  static void assertCaughtBy(Set<Integer> expected, Events run, Set<Integer> all) {
    assertThat(of(run.failed()))
        .as(() -> run.failed().stream().map(Event::toString).collect(Collectors.joining("\n")))
        .isEqualTo(expected);
    assertThat(run.aborted().count()).as("skipped rules").isZero();
    assertThat(run.started().count()).isEqualTo(all.size());
  }

  private static Set<Integer> of(Stream<Event> events) {
    return events.map(ContractRules::of).collect(Collectors.toCollection(TreeSet::new));
  }

  /** Those that a document in {@code docs/} explains, in its order. */
  static List<Integer> explainedIn(String document) throws IOException {
    return Files.readAllLines(Path.of("..", "docs", document)).stream()
        .filter(line -> line.startsWith("### "))
        .map(heading -> Integer.valueOf(heading.substring(4, 7)))
        .toList();
  }

  private static int number(String ruleName) {
    return Integer.parseInt(ruleName.substring("rule".length(), "rule".length() + 3));
  }
}
