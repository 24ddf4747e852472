package io.github.maestroevents.examples.custom;

import io.github.maestroevents.spi.BatchNotificationPublisher;
import io.github.maestroevents.testkit.BatchNotificationPublisherContract;
import io.github.maestroevents.testkit.ReceivedEvent;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;

class DirectoryNotificationPublisherTest extends BatchNotificationPublisherContract {

  @TempDir Path directory;

  @Override
  protected BatchNotificationPublisher createPublisher() {
    return new DirectoryNotificationPublisher(directory);
  }

  @Override
  protected List<ReceivedEvent> received() throws IOException {
    List<ReceivedEvent> received = new ArrayList<>();
    try (Stream<Path> files = Files.list(directory)) {
      for (Path file : files.sorted().toList()) {
        String id = file.getFileName().toString().substring("000000000000-".length());
        received.add(ReceivedEvent.of(Files.readAllBytes(file)).withEventId(id));
      }
    }
    return received;
  }
}
