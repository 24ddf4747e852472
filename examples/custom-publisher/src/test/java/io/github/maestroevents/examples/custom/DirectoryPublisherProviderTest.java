package io.github.maestroevents.examples.custom;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.maestroevents.config.ConfigurationException;
import io.github.maestroevents.config.ConfiguredPublisher;
import io.github.maestroevents.config.MaestroEvents;
import io.github.maestroevents.testkit.TestEvents;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DirectoryPublisherProviderTest {

  private static final String PREFIX = "maestro.events.destinations.files.";

  @Test
  void type_isOneThatAConfigurationCanName(@TempDir Path directory) throws IOException {
    try (ConfiguredPublisher publisher =
        MaestroEvents.open(
            Map.of(PREFIX + "type", "directory", PREFIX + "path", directory.toString()))) {
      publisher.send(TestEvents.event());
    }

    try (Stream<Path> files = Files.list(directory)) {
      assertEquals(1, files.count());
    }
  }

  @Test
  void mistakes_areTheProvidersOwn(@TempDir Path directory) {
    ConfigurationException mistake =
        assertThrows(
            ConfigurationException.class,
            () ->
                MaestroEvents.open(
                    Map.of(
                        PREFIX + "type",
                        "directory",
                        PREFIX + "path",
                        directory.resolve("nowhere").toString())));

    assertTrue(mistake.getMessage().contains(PREFIX + "path"));
    assertTrue(mistake.getMessage().contains("is no directory"));
  }
}
