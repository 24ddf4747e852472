package io.github.maestroevents.journal;

import static io.github.maestroevents.journal.testbed.Entries.ids;
import static io.github.maestroevents.journal.testbed.Entries.readAll;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.maestroevents.PublisherOverloadedException;
import io.github.maestroevents.RetryableDeliveryException;
import io.github.maestroevents.delivery.NonBlockingNotificationPublisher;
import io.github.maestroevents.delivery.policy.AcceptancePolicy;
import io.github.maestroevents.delivery.policy.InFlightPolicy;
import io.github.maestroevents.delivery.policy.JournalPolicy;
import io.github.maestroevents.delivery.policy.JournalPolicy.WhenFull;
import io.github.maestroevents.delivery.policy.RetryPolicy;
import io.github.maestroevents.event.EventId;
import io.github.maestroevents.event.EventLevel;
import io.github.maestroevents.event.HostEvent;
import io.github.maestroevents.event.MaestroEvent;
import io.github.maestroevents.event.OpaqueMaestroEvent;
import io.github.maestroevents.spi.BatchNotificationPublisher;
import io.github.maestroevents.spi.EncodedEvent;
import io.github.maestroevents.testbeds.Await;
import io.github.maestroevents.testkit.Reaction;
import io.github.maestroevents.testkit.ScriptedPublisher;
import io.github.maestroevents.testkit.TestEvents;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The engine and the journal together, on a real file. */
@Timeout(value = 2, unit = TimeUnit.MINUTES)
class EngineWithAJournalTest {

  private static final Duration DEADLINE = Duration.ofSeconds(60);

  @TempDir Path directory;

  @Test
  void acceptedEvents_areDeliveredInOrder_afterThreeHostsThatNeverReachedTheDestination() {
    List<EventId> accepted = new ArrayList<>();
    List<MaestroEvent> events = TestEvents.ofOneRun(300);
    for (int host = 0; host < 3; host++) {
      ScriptedPublisher down =
          ScriptedPublisher.always(Reaction.retryLater(new IllegalStateException("down")));
      try (NonBlockingNotificationPublisher publisher = open(down)) {
        for (MaestroEvent event : events.subList(host * 100, host * 100 + 100)) {
          publisher.send(event);
          accepted.add(EventId.of(event));
        }
      }
    }
    ScriptedPublisher up = ScriptedPublisher.always(Reaction.deliver());
    try (NonBlockingNotificationPublisher publisher = open(up)) {
      Await.until("all are delivered", DEADLINE, () -> publisher.stats().delivered() >= 300);

      List<EventId> delivered = up.events().stream().map(EncodedEvent::id).toList();
      assertThat(List.copyOf(new LinkedHashSet<>(delivered))).isEqualTo(accepted);
      assertThat(publisher.stats().recovered()).isEqualTo(300);
      assertThat(publisher.stats().balanced()).isTrue();
    }
    try (var journal = SqliteJournal.at(directory).keepFree(0).open()) {
      assertThat(journal.stats().events()).isZero();
      assertThat(journal.lastSequence()).isGreaterThanOrEqualTo(300);
    }
  }

  @Test
  void hostEvents_comeBackWhole_afterAHostThatNeverReachedTheDestination() {
    List<MaestroEvent> events = new ArrayList<>();
    for (char c = ' '; c <= '~'; c++) {
      events.add(
          HostEvent.builder("com.example.shipped", c + "/'\"\\" + c)
              .source("/shop")
              .subject("order " + c)
              .time(Instant.parse("2026-11-30T12:00:00.000000001Z"))
              .orderingKey("k")
              .level(EventLevel.WARN)
              .terminal(c % 2 == 0)
              .extension("tenant", "\u00e4" + c)
              .body("application/avro", new byte[] {0, (byte) c, -1})
              .build());
    }
    ScriptedPublisher down =
        ScriptedPublisher.always(Reaction.retryLater(new IllegalStateException("down")));
    try (NonBlockingNotificationPublisher publisher = open(down)) {
      events.forEach(publisher::send);
    }
    List<MaestroEvent> taken = new CopyOnWriteArrayList<>();
    try (NonBlockingNotificationPublisher publisher =
        NonBlockingNotificationPublisher.builder(taken::add)
            .acceptance(AcceptancePolicy.journaled())
            .journal(SqliteJournal.at(directory).keepFree(0).open())
            .build()) {
      Await.until("all are delivered", DEADLINE, () -> taken.size() >= events.size());
    }
    assertThat(taken).isEqualTo(events);
  }

  @Test
  void send_throwsWithTheReason_whenTheFilesWereRemovedUnderTheHost() throws Exception {
    ScriptedPublisher up = ScriptedPublisher.always(Reaction.deliver());
    List<MaestroEvent> events = TestEvents.ofOneRun(3);
    try (NonBlockingNotificationPublisher publisher = open(up)) {
      publisher.send(events.get(0));
      Files.delete(directory.resolve("events.db"));

      for (MaestroEvent event : events.subList(1, 3)) {
        assertThatThrownBy(() -> publisher.send(event))
            .isInstanceOf(RetryableDeliveryException.class)
            .hasStackTraceContaining("events.db was removed");
      }
      Await.until("the first is delivered", DEADLINE, () -> publisher.stats().delivered() == 1);
    }
  }

  @ParameterizedTest
  @EnumSource(WhenFull.class)
  void eventLargerThanTheJournal_harmsItselfAlone_howeverFullTheJournalIs(WhenFull whenFull) {
    ScriptedPublisher down =
        ScriptedPublisher.always(Reaction.retryLater(new IllegalStateException("down")));
    List<EventId> small = new ArrayList<>();
    try (NonBlockingNotificationPublisher publisher =
        NonBlockingNotificationPublisher.builder(down)
            .acceptance(AcceptancePolicy.journaled())
            .retry(RetryPolicy.unlimited())
            .closeTimeout(Duration.ofMillis(200))
            .journal(
                SqliteJournal.at(directory)
                    .maxBytes(SqliteJournal.MIN_MAX_BYTES)
                    .keepFree(0)
                    .open(),
                JournalPolicy.defaults().withWhenFull(whenFull))
            .inFlight(InFlightPolicy.defaults().withMaxEvents(2)) // the others are on disk alone
            .build()) {
      for (int kilobytes : new int[] {8_000, 1_000, 850}) {
        for (int i = 0; i < 4; i++) { // 600 to 900 KB in the end
          small.add(send(publisher, event(70, small.size())));
        }
        try {
          EventId unused = send(publisher, event(kilobytes, small.size()));
        } catch (PublisherOverloadedException full) {
          assertThat(whenFull).isNotEqualTo(WhenFull.DROP_NEWEST);
        }
        assertThat(publisher.stats().discarded()).isZero();
      }
      small.add(send(publisher, event(1, small.size())));
    }
    try (var journal = SqliteJournal.at(directory).keepFree(0).open()) {
      assertThat(ids(readAll(journal))).isEqualTo(small);
    }
  }

  private static EventId send(NonBlockingNotificationPublisher publisher, MaestroEvent event) {
    publisher.send(event);
    return EventId.of(event);
  }

  private static MaestroEvent event(int kilobytes, int number) {
    String json = "{\"number\":" + number + ",\"text\":\"" + "x".repeat(kilobytes << 10) + "\"}";
    return OpaqueMaestroEvent.builder(json.getBytes(StandardCharsets.UTF_8), "SIZED")
        .workflowId("sized")
        .build();
  }

  private NonBlockingNotificationPublisher open(BatchNotificationPublisher destination) {
    return NonBlockingNotificationPublisher.builder(destination)
        .acceptance(AcceptancePolicy.journaled())
        .retry(RetryPolicy.unlimited())
        .closeTimeout(Duration.ofMillis(200))
        .journal(SqliteJournal.at(directory).keepFree(0).open())
        .build();
  }
}
