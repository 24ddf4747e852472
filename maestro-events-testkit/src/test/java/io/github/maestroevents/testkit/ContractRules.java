package io.github.maestroevents.testkit;

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
    return events.stream().map(ContractRules::of).collect(Collectors.toCollection(TreeSet::new));
  }

  private static int of(Event event) {
    return number(event.getTestDescriptor().getDisplayName());
  }

  /** What happened, for the message of a test that fails. */
  static String text(Events events) {
    return events.stream().map(Event::toString).collect(Collectors.joining("\n"));
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
