package io.github.maestroevents.delivery.deadletter;

import static java.util.stream.Collectors.toList;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.maestroevents.delivery.internal.engine.Events;
import io.github.maestroevents.event.EventId;
import io.github.maestroevents.event.MaestroEvent;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Dead letters for tests: the number tells them apart. */
public final class Letters {

  private Letters() {}

  public static DeadLetter letter(int number) {
    MaestroEvent event = Events.event("run", number);
    return new DeadLetter(
        "kafka",
        event,
        EventId.of(event),
        "key-" + number,
        Map.of("traceparent", "00-" + number),
        DeadLetter.Reason.REJECTED,
        new IOException("cause"),
        3,
        Instant.EPOCH,
        Instant.EPOCH.plusSeconds(5));
  }

  /** The ordering keys of the letters in all files below a directory. */
  static List<String> keysBelow(Path directory) {
    try (Stream<Path> files = Files.walk(directory)) {
      return files.filter(Files::isRegularFile).flatMap(file -> keysIn(file).stream()).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The ordering keys of the letters in a file; lines that are no JSON are passed over. */
  static List<String> keysIn(Path file) {
    try {
      String text = new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
      return Arrays.stream(text.split("\n", -1)).map(Letters::key).flatMap(List::stream).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<String> key(String line) {
    try {
      var json = new ObjectMapper().readTree(line);
      return json.has("ordering_key") ? List.of(json.get("ordering_key").asText()) : List.of();
    } catch (JsonProcessingException halfALine) {
      return List.of();
    }
  }

  /** The ordering keys of the letters that were logged. */
  static List<String> keysIn(LogLines log) {
    return log.texts().stream()
        .flatMap(text -> Arrays.stream(text.split(" ")))
        .filter(word -> word.startsWith("key="))
        .map(word -> word.substring("key=".length()))
        .collect(toList());
  }
}
