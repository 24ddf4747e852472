package io.github.maestroevents.observability;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.yaml.snakeyaml.Yaml;

/** The rules of a file, as Prometheus reads them. */
final class Rules {

  /** An alert, and what people get to read of it. */
  record Alert(String name, String expression, String severity, Map<String, String> annotations) {}

  private Rules() {}

  static List<Alert> alerts() {
    return rulesOf(SourceFiles.ALERTS)
        .map(
            rule ->
                new Alert(
                    text(rule.get("alert")),
                    text(rule.get("expr")),
                    text(map(rule.get("labels")).get("severity")),
                    texts(rule.get("annotations"))))
        .toList();
  }

  /** The names that recording rules make. */
  static List<String> recorded() {
    return rulesOf(SourceFiles.RECORDING_RULES).map(rule -> text(rule.get("record"))).toList();
  }

  /** All expressions, of alerts and recording rules. */
  static List<String> expressions() {
    return Stream.of(SourceFiles.RECORDING_RULES, SourceFiles.ALERTS)
        .flatMap(Rules::rulesOf)
        .map(rule -> text(rule.get("expr")))
        .toList();
  }

  private static Stream<Map<String, Object>> rulesOf(Path file) {
    return maps(yaml(file).get("groups")).stream()
        .flatMap(group -> maps(group.get("rules")).stream());
  }

  static Map<String, Object> yaml(Path file) {
    return map(new Yaml().load(SourceFiles.read(file)));
  }

  @SuppressWarnings("unchecked")
  static Map<String, Object> map(Object yaml) {
    return (Map<String, Object>) yaml;
  }

  @SuppressWarnings("unchecked")
  static List<Map<String, Object>> maps(Object yaml) {
    return (List<Map<String, Object>>) yaml;
  }

  @SuppressWarnings("unchecked")
  private static Map<String, String> texts(Object yaml) {
    return (Map<String, String>) yaml;
  }

  private static String text(Object yaml) {
    return String.valueOf(yaml);
  }
}
