package io.github.maestroevents.netflix;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.netflix.maestro.models.events.MaestroEvent;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;

/** Events that Maestro's own classes have written, and the mapper that it writes them with. */
final class Golden {

  private static final Path HOME =
      Path.of("..", "maestro-events-api", "src", "test", "resources", "golden");

  static final ObjectMapper MAPPER =
      JsonMapper.builder()
          .enable(DeserializationFeature.USE_LONG_FOR_INTS)
          .enable(MapperFeature.ACCEPT_CASE_INSENSITIVE_VALUES)
          .nodeFactory(JsonNodeFactory.withExactBigDecimals(true))
          .build();

  private Golden() {}

  /** Every single event. */
  static List<String> events() {
    return files("events").map(Golden::text).toList();
  }

  /** The events of every captured run. */
  static List<String> runs() {
    List<String> lines = new ArrayList<>();
    files("runs").forEach(file -> lines.addAll(lines(file)));
    return lines;
  }

  /** As the server has it. */
  static MaestroEvent event(String json) {
    try {
      return MAPPER.readValue(json, MaestroEvent.class);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }

  static MaestroEvent step() {
    return event(text(HOME.resolve("events/step-all-fields.json")));
  }

  private static Stream<Path> files(String folder) {
    try (Stream<Path> files = Files.list(HOME.resolve(folder))) {
      return files.sorted().toList().stream();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<String> lines(Path file) {
    try {
      if (!file.toString().endsWith(".gz")) {
        return Files.readAllLines(file);
      }
      try (BufferedReader reader =
          new BufferedReader(
              new InputStreamReader(new GZIPInputStream(Files.newInputStream(file)), UTF_8))) {
        return reader.lines().toList();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
