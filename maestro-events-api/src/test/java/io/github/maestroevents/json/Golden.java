package io.github.maestroevents.json;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;

/** Events that Maestro's own classes wrote, and its verdicts on hand-made ones. */
public final class Golden {

  private Golden() {}

  /** Files with one event each. */
  public static List<Path> events() {
    return list("events");
  }

  /** Files with the events of a real run, one per line. */
  public static List<Path> runs() {
    return list("runs");
  }

  public static byte[] event(String name) {
    return bytes(root().resolve("events").resolve(name + ".json"));
  }

  public static byte[] bytes(Path file) {
    try {
      return Files.readAllBytes(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public static List<String> lines(Path file) {
    try (InputStream raw = Files.newInputStream(file);
        InputStream in = file.toString().endsWith(".gz") ? new GZIPInputStream(raw) : raw;
        BufferedReader reader =
            new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
      return reader.lines().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public static List<JsonNode> readingCases() {
    ObjectMapper mapper = new ObjectMapper();
    return lines(root().resolve("reading-cases.jsonl")).stream()
        .map(
            line -> {
              try {
                return mapper.readTree(line);
              } catch (IOException e) {
                throw new UncheckedIOException(e);
              }
            })
        .toList();
  }

  private static List<Path> list(String folder) {
    try (Stream<Path> files = Files.list(root().resolve(folder))) {
      return files.sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Path root() {
    URL folder = Golden.class.getResource("/golden");
    if (folder == null) {
      throw new IllegalStateException("The golden files are not among the test resources");
    }
    try {
      return Path.of(folder.toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }
}
