package io.github.maestroevents.examples.custom;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.maestroevents.event.HostEvent;
import io.github.maestroevents.spi.BatchNotificationPublisher;
import io.github.maestroevents.spi.EncodedEvent;
import io.github.maestroevents.testkit.BatchNotificationPublisherContract;
import io.github.maestroevents.testkit.ReceivedEvent;
import io.github.maestroevents.testkit.TestEvents;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DirectoryNotificationPublisherTest extends BatchNotificationPublisherContract {

  @TempDir Path directory;

  @Override
  protected BatchNotificationPublisher createPublisher() {
    return new DirectoryNotificationPublisher(directory);
  }

  /** A directory stands where the second event is to be written. */
  @Override
  protected Optional<EncodedEvent> retriedEvent(String orderingKey) throws IOException {
    EncodedEvent event = EncodedEvent.of(TestEvents.event(), anyEvent -> orderingKey);
    Files.createDirectory(directory.resolve("000000000001-" + event.id()));
    return Optional.of(event);
  }

  @Override
  protected List<ReceivedEvent> received() throws IOException {
    List<ReceivedEvent> received = new ArrayList<>();
    try (Stream<Path> files = Files.list(directory)) {
      for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
        String id = file.getFileName().toString().substring("000000000000-".length());
        received.add(ReceivedEvent.of(Files.readAllBytes(file)).withEventId(id));
      }
    }
    return received;
  }

  @Test
  void hostEvent_isWritten_whateverItsIdHolds() throws IOException {
    try (BatchNotificationPublisher publisher = createPublisher()) {
      publisher.send(HostEvent.builder("t", "../../etc/x").json("{}").build());
      publisher.send(HostEvent.builder("t", "/".repeat(128)).json("{}").build());
    }
    assertEquals(2, received().size());
  }
}
