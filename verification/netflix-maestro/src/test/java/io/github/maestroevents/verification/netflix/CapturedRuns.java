package io.github.maestroevents.verification.netflix;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;

/** Events that a real server published, in the order in which it did. */
final class CapturedRuns {

  private static final Path HOME =
      Path.of("..", "..", "maestro-events-api", "src", "test", "resources", "golden", "runs");

  private CapturedRuns() {}

  /** All of them, without those that are equal but for the send time; the large run last. */
  static List<String> events() {
    Map<String, String> byContent = new LinkedHashMap<>();
    try (Stream<Path> files = Files.list(HOME)) {
      for (Path file : files.sorted().toList()) {
        if (!file.toString().endsWith(".gz")) {
          Files.readAllLines(file).forEach(line -> byContent.putIfAbsent(content(line), line));
        }
      }
      large().forEach(line -> byContent.putIfAbsent(content(line), line));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new ArrayList<>(byContent.values());
  }

  private static List<String> large() throws IOException {
    Path file = HOME.resolve("run-large-foreach.jsonl.gz");
    try (BufferedReader reader =
        new BufferedReader(
            new InputStreamReader(new GZIPInputStream(Files.newInputStream(file)), UTF_8))) {
      return reader.lines().toList();
    }
  }

  /** The JSON without what differs between two attempts to publish it. */
  static String content(String json) {
    return json.replaceFirst("\"send_time\":\\d+,", "");
  }
}
