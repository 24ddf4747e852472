package io.github.maestroevents.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.maestroevents.EventDeliveryException;
import io.github.maestroevents.PermanentDeliveryException;
import io.github.maestroevents.delivery.deadletter.DeadLetter;
import io.github.maestroevents.delivery.deadletter.DeadLetterHandler;
import io.github.maestroevents.delivery.filter.EventFilter;
import io.github.maestroevents.delivery.internal.engine.Deadline;
import io.github.maestroevents.delivery.internal.engine.FakeBatchPublisher;
import io.github.maestroevents.delivery.internal.engine.FakeJournal;
import io.github.maestroevents.delivery.policy.AcceptancePolicy;
import io.github.maestroevents.event.EventLevel;
import io.github.maestroevents.event.HostEvent;
import io.github.maestroevents.event.MaestroEvent;
import io.github.maestroevents.event.OpaqueMaestroEvent;
import io.github.maestroevents.event.WorkflowDeletionChangeEvent;
import io.github.maestroevents.spi.DeliveryOutcome;
import io.github.maestroevents.spi.EncodedEvent;
import io.github.maestroevents.spi.EnvelopePolicy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A host's own event on every way through the engine. */
class HostEventTravelTest {

  private static final byte[] AVRO = {0, 1, (byte) 0xFF};

  private final FakeBatchPublisher sink = new FakeBatchPublisher();

  @TempDir Path directory;

  private static HostEvent event(String source, String id) {
    return HostEvent.builder("com.example.shipped", id)
        .source(source)
        .subject("order-1")
        .time(Instant.parse("2026-11-30T12:00:00Z"))
        .orderingKey("customer-1")
        .level(EventLevel.ERROR)
        .terminal(true)
        .extension("tenant", "acme")
        .body("application/avro", AVRO)
        .build();
  }

  private static final HostEvent EVENT = event("/shop", "1");

  @Test
  void event_arrivesAsItIs_underEveryAcceptanceLevel() {
    for (AcceptancePolicy level :
        List.of(
            AcceptancePolicy.memory(),
            AcceptancePolicy.confirmed(),
            AcceptancePolicy.journaled())) {
      sink.batches.clear();
      NonBlockingPublisherBuilder builder =
          NonBlockingNotificationPublisher.builder(sink).acceptance(level);
      if (level.equals(AcceptancePolicy.journaled())) {
        builder.journal(new FakeJournal());
      }
      try (var publisher = builder.build()) {
        publisher.send(EVENT);
        assertThat(publisher.flush(Deadline.LONG).allDelivered()).isTrue();
      }
      EncodedEvent delivered = sink.batches.get(0).get(0);
      assertThat(delivered.attributes()).isEqualTo(EncodedEvent.of(EVENT).attributes());
      assertThat(delivered.payload()).isEqualTo(AVRO);
      assertThat(delivered.orderingKey()).isEqualTo("customer-1");
    }
  }

  @Test
  void event_comesBackWhole_fromTheJournalOfAnEarlierHost_alsoToALambda() {
    FakeJournal journal = new FakeJournal();
    EncodedEvent encoded = EncodedEvent.of(EVENT);
    journal.append(
        List.of(
            new io.github.maestroevents.delivery.store.JournalEntry(1, Instant.EPOCH, encoded)));
    List<MaestroEvent> taken = new CopyOnWriteArrayList<>();
    try (var publisher =
        NonBlockingNotificationPublisher.builder(taken::add).journal(journal).build()) {
      Deadline.await("the event is delivered", () -> taken.size() == 1);
      assertThat(publisher.stats().recovered()).isEqualTo(1);
    }
    assertThat(taken).containsExactly(EVENT);
  }

  @Test
  void filters_knowHostEvents() {
    HostEvent quiet = HostEvent.builder("com.example.placed", "2").build();
    assertThat(EventFilter.terminalOnly().accepts(EVENT)).isTrue();
    assertThat(EventFilter.terminalOnly().accepts(quiet)).isFalse();
    assertThat(EventFilter.atLeast(EventLevel.ERROR).accepts(EVENT)).isTrue();
    assertThat(EventFilter.wireType("com.example.*").accepts(quiet)).isTrue();
    assertThat(EventFilter.wireType("*.shipped").accepts(quiet)).isFalse();
  }

  @Test
  void terminalOnly_knowsMaestrosJsonToo() {
    String json =
        "{\"workflow_id\":\"a\",\"new_status\":\"SUCCEEDED\","
            + "\"type\":\"WORKFLOW_INSTANCE_STATUS_CHANGE_EVENT\"}";
    assertThat(EventFilter.terminalOnly().accepts(OpaqueMaestroEvent.of(json))).isTrue();
    assertThat(
            EventFilter.terminalOnly()
                .accepts(OpaqueMaestroEvent.of(json.replace("SUCCEEDED", "IN_PROGRESS"))))
        .isFalse();
  }

  @Test
  void deadLetter_isTheEvent_andItsLineHasAllOfIt() throws Exception {
    Path file = directory.resolve("dead.jsonl");
    List<DeadLetter> letters = new CopyOnWriteArrayList<>();
    DeadLetterHandler toFile = DeadLetterHandler.toFile(file);
    sink.thenAll(DeliveryOutcome.rejected(new IllegalStateException("never")));
    try (var publisher =
        NonBlockingNotificationPublisher.builder(sink)
            .deadLetterHandler(
                letter -> {
                  letters.add(letter);
                  toFile.handle(letter);
                })
            .build()) {
      publisher.send(EVENT);
      publisher.flush(Deadline.LONG);
    }
    // Never encoded, since the destination takes events.
    try (var publisher =
        NonBlockingNotificationPublisher.builder(
                e -> {
                  throw new PermanentDeliveryException("never");
                })
            .deadLetterHandler(toFile)
            .build()) {
      publisher.send(EVENT);
      publisher.flush(Deadline.LONG);
    }
    assertThat(letters.get(0).event()).isEqualTo(EVENT);
    assertThat(letters.get(0).id()).isEqualTo(EVENT.id());
    List<String> lines = Files.readAllLines(file);
    assertThat(lines).hasSize(2);
    for (String line : lines) {
      JsonNode json = new ObjectMapper().readTree(line);
      assertThat(json.get("id").asText()).isEqualTo("1");
      assertThat(json.get("type").asText()).isEqualTo("com.example.shipped");
      assertThat(json.get("content_type").asText()).isEqualTo("application/avro");
      assertThat(Base64.getDecoder().decode(json.get("event_base64").asText())).isEqualTo(AVRO);
      assertThat(json.get("ordering_key").asText()).isEqualTo("customer-1");
      EncodedEvent.of(EVENT)
          .attributes()
          .forEach(
              (name, value) ->
                  assertThat(json.get("attributes").get(name).asText()).isEqualTo(value));
    }
  }

  @Test
  void deadLetter_arrivesElsewhere_asTheEventOfTheHost() {
    FakeBatchPublisher graveyard = new FakeBatchPublisher();
    sink.thenAll(DeliveryOutcome.rejected(new IllegalStateException("never")));
    try (var publisher =
        NonBlockingNotificationPublisher.builder(sink).deadLettersTo(graveyard).build()) {
      publisher.send(EVENT);
      publisher.flush(Deadline.LONG);
    }
    EncodedEvent buried = graveyard.batches.get(0).get(0);
    assertThat(buried.attributes()).containsAllEntriesOf(EncodedEvent.of(EVENT).attributes());
    assertThat(buried.payload()).isEqualTo(AVRO);
    assertThat(buried.attributes()).containsEntry("dlqreason", "REJECTED");
  }

  @Test
  void deadLetter_keepsTheSourceAndTypeOfItsEnvelope() {
    FakeBatchPublisher graveyard = new FakeBatchPublisher();
    sink.thenAll(DeliveryOutcome.rejected(new IllegalStateException("never")));
    try (var publisher =
        NonBlockingNotificationPublisher.builder(sink)
            .envelope(
                EnvelopePolicy.defaults().withSource("/conductor").withTypePrefix("com.example."))
            .deadLettersTo(graveyard)
            .build()) {
      publisher.send(WorkflowDeletionChangeEvent.builder().workflowId("a").build());
      publisher.flush(Deadline.LONG);
    }
    assertThat(graveyard.batches.get(0).get(0).attributes())
        .containsEntry("source", "/conductor")
        .containsEntry("type", "com.example.WORKFLOW_DELETION_CHANGE_EVENT");
  }

  @Test
  void envelope_isOfADestination_alsoInAFanOut() {
    FakeBatchPublisher other = new FakeBatchPublisher();
    try (var publisher =
        FanOutPublisher.of(
            NonBlockingNotificationPublisher.builder(sink).name("one").build(),
            NonBlockingNotificationPublisher.builder(other)
                .name("two")
                .envelope(EnvelopePolicy.defaults().withSource("/conductor"))
                .build())) {
      publisher.send(
          WorkflowDeletionChangeEvent.builder().workflowId("a").clusterName("c").build());
      assertThat(publisher.flush(Deadline.LONG).allDelivered()).isTrue();
    }
    assertThat(source(sink)).isEqualTo("/maestro/c");
    assertThat(source(other)).isEqualTo("/conductor");
  }

  /** Both have id 1; CloudEvents tells them apart by source and id. */
  @Test
  void eventOfAnotherSource_isAnotherEvent_toAFanOutThatRemembers() {
    AtomicBoolean down = new AtomicBoolean(true);
    List<MaestroEvent> taken = new ArrayList<>();
    try (var publisher =
        FanOutPublisher.of(
            NonBlockingNotificationPublisher.builder(sink)
                .name("one")
                .acceptance(AcceptancePolicy.confirmed())
                .build(),
            NonBlockingNotificationPublisher.builder(
                    e -> {
                      if (down.get()) {
                        throw new PermanentDeliveryException("down");
                      }
                      taken.add(e);
                    })
                .name("two")
                .acceptance(AcceptancePolicy.confirmed())
                .build())) {
      assertThatExceptionOfType(EventDeliveryException.class)
          .isThrownBy(() -> publisher.send(event("/a", "1")));
      down.set(false);
      publisher.send(event("/b", "1"));
      publisher.send(event("/a", "1"));
    }
    assertThat(sink.batches.stream().flatMap(List::stream).map(EncodedEvent::identity))
        .containsExactly("/a 1", "/b 1");
    assertThat(taken).containsExactly(event("/b", "1"), event("/a", "1"));
  }

  private static String source(FakeBatchPublisher publisher) {
    Map<String, String> attributes = publisher.batches.get(0).get(0).attributes();
    return attributes.get("source");
  }
}
