package io.github.maestroevents.observability;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;

/** Grafana's dashboard, its variables replaced as Grafana does for "All". */
final class Dashboard {

  /** A question to Prometheus, and the panel that asks it. */
  record Query(String panel, String expression) {
    @Override
    public String toString() {
      return panel + ": " + expression;
    }
  }

  private final JsonNode json;

  private Dashboard(JsonNode json) {
    this.json = json;
  }

  static Dashboard read() {
    try {
      return new Dashboard(
          new ObjectMapper()
              .readTree(SourceFiles.of("observability/grafana/maestro-events.json").toFile()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  List<JsonNode> panels() {
    List<JsonNode> panels = new ArrayList<>();
    json.get("panels").forEach(panels::add);
    return panels;
  }

  List<JsonNode> variables() {
    List<JsonNode> variables = new ArrayList<>();
    json.get("templating").get("list").forEach(variables::add);
    return variables;
  }

  /** Every expression of every panel. */
  List<Query> queries() {
    List<Query> queries = new ArrayList<>();
    for (JsonNode panel : panels()) {
      for (JsonNode target : panel.path("targets")) {
        queries.add(
            new Query(panel.get("title").asText(), substituted(target.get("expr").asText())));
      }
    }
    return queries;
  }

  private static String substituted(String expression) {
    return expression
        .replace("$__rate_interval", "5m")
        .replace("$__range", "1h")
        .replace("$destination", ".*")
        .replace("$job", ".*");
  }
}
