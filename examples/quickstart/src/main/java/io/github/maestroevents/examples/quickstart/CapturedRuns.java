package io.github.maestroevents.examples.quickstart;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.zip.GZIPInputStream;

/** What a real Maestro server has published, one event in JSON per line. */
final class CapturedRuns {

  private static final List<String> FILES =
      List.of(
          "run-restart.jsonl",
          "run-failing.jsonl",
          "run-foreach.jsonl",
          "run-subworkflow.jsonl",
          "run-large-foreach.jsonl.gz");

  private CapturedRuns() {}

  /** The events of all runs as if these had gone on side by side, each run in its own order. */
  static List<String> sideBySide() {
    return sideBySide(FILES.stream().map(CapturedRuns::read).toList());
  }

  static List<String> sideBySide(List<List<String>> runs) {
    record Placed(double place, String json) {}
    List<Placed> placed = new ArrayList<>();
    for (List<String> run : runs) {
      for (int i = 0; i < run.size(); i++) {
        placed.add(new Placed((i + 0.5) / run.size(), run.get(i)));
      }
    }
    return placed.stream()
        .sorted(Comparator.comparingDouble(Placed::place))
        .map(Placed::json)
        .toList();
  }

  private static List<String> read(String file) {
    try (InputStream resource = CapturedRuns.class.getResourceAsStream("/runs/" + file)) {
      if (resource == null) {
        throw new IllegalStateException("No such captured run: " + file);
      }
      InputStream lines = file.endsWith(".gz") ? new GZIPInputStream(resource) : resource;
      return new BufferedReader(new InputStreamReader(lines, UTF_8)).lines().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
