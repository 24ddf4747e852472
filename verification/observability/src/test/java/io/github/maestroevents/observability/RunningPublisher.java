package io.github.maestroevents.observability;

import io.github.maestroevents.delivery.NonBlockingNotificationPublisher;
import io.github.maestroevents.journal.SqliteJournal;
import io.github.maestroevents.testbeds.Await;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;

/** A publisher that has delivered some events, with a journal that is bounded, and its host. */
final class RunningPublisher implements AutoCloseable {

  private static final int EVENTS = 100;
  private static final Duration DEADLINE = Duration.ofSeconds(30);

  private final ScrapedHost host;
  private final NonBlockingNotificationPublisher publisher;

  private RunningPublisher(ScrapedHost host, NonBlockingNotificationPublisher publisher) {
    this.host = host;
    this.publisher = publisher;
  }

  static RunningPublisher start(Path directory) throws IOException {
    ScrapedHost host = ScrapedHost.start();
    NonBlockingNotificationPublisher publisher =
        host.metered(NonBlockingNotificationPublisher.builder(event -> {}))
            .name("sample")
            .journal(SqliteJournal.at(directory).maxBytes(64 << 20).open())
            .build();
    RunningPublisher running = new RunningPublisher(host, publisher);
    running.send();
    Await.until("events are delivered", DEADLINE, () -> publisher.stats().delivered() == EVENTS);
    return running;
  }

  /** Sends some more. */
  void send() {
    for (int i = 0; i < EVENTS; i++) {
      publisher.send(Events.step(i));
    }
  }

  ScrapedHost host() {
    return host;
  }

  @Override
  public void close() {
    publisher.close();
    host.close();
  }
}
