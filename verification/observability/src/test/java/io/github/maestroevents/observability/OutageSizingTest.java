package io.github.maestroevents.observability;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.maestroevents.delivery.NonBlockingNotificationPublisher;
import io.github.maestroevents.delivery.NonBlockingPublisherBuilder;
import io.github.maestroevents.delivery.policy.QueuePolicy;
import io.github.maestroevents.event.HostEvent;
import io.github.maestroevents.journal.SqliteJournal;
import io.github.maestroevents.testbeds.Await;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * How large queue and journal must be, as docs/operating.md says, with the real engine and the real
 * journal. Prints what it measures.
 */
class OutageSizingTest {

  private static final Duration DEADLINE = Duration.ofSeconds(90);
  private static final Pattern ROW =
      Pattern.compile("^\\| ([\\d,]+) bytes \\| ([\\d,]+) bytes \\|$", Pattern.MULTILINE);
  private static final double MARGIN = 1.25;

  /** More, so that the pages of an empty file do not count. */
  private static final int MEASURED_EVENTS = 4_000;

  @ParameterizedTest
  @ValueSource(ints = {500, 1_000, 2_000, 4_000, 16_000})
  void bytesOfAnEventOnDisk_areThoseOfThePage(int body, @TempDir Path directory) {
    try (NonBlockingNotificationPublisher publisher =
        away(NonBlockingNotificationPublisher.builder(event -> {}))
            .journal(SqliteJournal.at(directory).open())
            .build()) {
      publisher.pause();
      send(publisher, body, MEASURED_EVENTS);
      awaitOnDisk(publisher, MEASURED_EVENTS);

      long bytes = publisher.stats().journalBytes() / MEASURED_EVENTS;
      System.out.printf("body of %,d bytes: %,d bytes on disk%n", body, bytes);
      assertThat((double) bytes)
          .isBetween(bytesOnDisk().get(body) * 0.8, bytesOnDisk().get(body) * 1.0);
      publisher.resume();
      awaitDelivered(publisher, MEASURED_EVENTS);
    }
  }

  @Test
  void journalOfTheSizeOfThePage_holdsTheOutageThatItWasMadeFor(@TempDir Path directory) {
    int body = 1_000;
    int events = 200 * 60; // 200 a second, for a minute
    long quota = (long) (events * bytesOnDisk().get(body) * MARGIN);
    try (NonBlockingNotificationPublisher publisher =
        away(NonBlockingNotificationPublisher.builder(event -> {}))
            .journal(SqliteJournal.at(directory).maxBytes(quota).open())
            .build()) {
      publisher.pause();
      send(publisher, body, events);
      awaitOnDisk(publisher, events);

      assertThat(publisher.stats().dropped()).isZero();
      assertThat(publisher.stats().journalBytes()).isBetween((long) (quota * 0.6), quota);
      publisher.resume();
      awaitDelivered(publisher, events);
    }
  }

  @Test
  void queueOfTheSizeOfThePage_holdsTheOutageThatItWasMadeFor() {
    int events = 5_000 * 4; // 5,000 a second, for 4 seconds
    try (NonBlockingNotificationPublisher publisher =
        NonBlockingNotificationPublisher.builder(event -> {})
            .queue(QueuePolicy.defaults().withCapacity(events))
            .build()) {
      publisher.pause();
      for (int i = 0; i < events; i++) {
        publisher.send(event(i, 1_000));
      }

      assertThat(publisher.stats().dropped()).isZero();
      publisher.resume();
      awaitDelivered(publisher, events);
    }
  }

  private static NonBlockingPublisherBuilder away(NonBlockingPublisherBuilder builder) {
    return builder.name("away").closeTimeout(Duration.ofSeconds(30));
  }

  /** No faster than the journal writes: the host of the page does not flood its queue either. */
  private static void send(NonBlockingNotificationPublisher publisher, int body, int events) {
    for (int i = 0; i < events; i++) {
      if (i % 1_000 == 0) {
        Await.until("the queue is nearly empty", DEADLINE, () -> publisher.stats().queued() < 500);
      }
      publisher.send(event(i, body));
    }
  }

  private static void awaitOnDisk(NonBlockingNotificationPublisher publisher, int events) {
    Await.until("all is on disk", DEADLINE, () -> publisher.stats().journalEvents() == events);
  }

  private static void awaitDelivered(NonBlockingNotificationPublisher publisher, int events) {
    Await.until("all is delivered", DEADLINE, () -> publisher.stats().delivered() == events);
  }

  private static HostEvent event(int number, int bytes) {
    return HostEvent.builder("com.example.run.finished", "event-" + number)
        .orderingKey("run-" + number % 64)
        .body("text/plain", "x".repeat(bytes).getBytes(StandardCharsets.UTF_8))
        .build();
  }

  /** By the table of the page: bytes of the body, bytes on disk. */
  private static Map<Integer, Integer> bytesOnDisk() {
    String page = SourceFiles.read(SourceFiles.of("docs/operating.md"));
    return ROW.matcher(page)
        .results()
        .collect(
            Collectors.toMap(
                row -> number(row, 1), row -> number(row, 2), (a, b) -> b, TreeMap::new));
  }

  private static int number(MatchResult row, int group) {
    return Integer.parseInt(row.group(group).replace(",", ""));
  }
}
