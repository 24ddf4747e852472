package io.github.maestroevents.delivery;

import static io.github.maestroevents.delivery.internal.engine.Events.event;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.maestroevents.delivery.filter.EventTransformer;
import io.github.maestroevents.delivery.internal.engine.Deadline;
import io.github.maestroevents.delivery.internal.engine.FakeBatchPublisher;
import io.github.maestroevents.delivery.internal.engine.FakeJournal;
import io.github.maestroevents.delivery.internal.thread.LogCapture;
import io.github.maestroevents.event.HostEvent;
import io.github.maestroevents.event.MaestroEvent;
import io.github.maestroevents.spi.EncodedEvent;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A transformer that changes what it may not is told at once, and costs no event. */
class TransformerRulesTest {

  private final FakeBatchPublisher sink = new FakeBatchPublisher();

  private static EventTransformer setting(String name, String value) {
    return (event, attributes) -> {
      Map<String, String> changed = new HashMap<>(attributes);
      changed.put(name, value);
      return changed;
    };
  }

  @ParameterizedTest
  @CsvSource({
    "id, forged, HostEvent",
    "source, /other, envelope",
    "type, other, envelope",
    "specversion, 0.3, CloudEvents 1.0",
    "datacontenttype, text/xml, body",
    "data, x, body",
    "Trace-Id, x, lower-case",
    "'', x, lower-case",
    "aaaaaaaaaaaaaaaaaaaaa, x, 20",
    "time, yesterday, 2026-11-30T12:00:00Z",
    "subject, '', leave it out",
    "dataschema, no uri, URI"
  })
  void build_refusesIt_andSaysWhatAndWhatToDo(String name, String value, String whatToDo) {
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                NonBlockingNotificationPublisher.builder(sink)
                    .name("kafka")
                    .transformer(setting(name, value))
                    .build())
        .withMessageContaining("'kafka'")
        .withMessageContaining(name)
        .withMessageContaining(whatToDo);
    NonBlockingNotificationPublisher.wrap(sink).close(); // still the caller's
  }

  @Test
  void build_refusesANullValue_andSaysOfWhat() {
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                NonBlockingNotificationPublisher.builder(sink)
                    .transformer(setting("tenant", null))
                    .build())
        .withMessageContaining("tenant");
  }

  @ParameterizedTest
  @ValueSource(strings = {"hosts", "journal"})
  void build_findsOne_thatBreaksTheRulesForHostEvents_orInFrontOfAJournal(String kind) {
    EventTransformer transformer =
        (event, attributes) ->
            event instanceof HostEvent ? setting("id", "x").transform(event, attributes) : null;
    NonBlockingPublisherBuilder builder =
        kind.equals("hosts")
            ? NonBlockingNotificationPublisher.builder(sink)
            : NonBlockingNotificationPublisher.builder(e -> {}).journal(new FakeJournal());
    assertThatIllegalArgumentException()
        .isThrownBy(() -> builder.transformer(transformer).build())
        .withMessageContaining("'id'");
  }

  @Test
  void build_takesOne_thatThrowsForOtherEventsThanTheHosts() {
    EventTransformer picky =
        (event, attributes) -> {
          if (!"mine".equals(event.workflowId())) {
            throw new IllegalStateException("not mine: " + event);
          }
          return setting("tenant", "a").transform(event, attributes);
        };
    MaestroEvent mine =
        io.github.maestroevents.event.WorkflowDeletionChangeEvent.builder()
            .workflowId("mine")
            .build();
    try (var publisher =
        NonBlockingNotificationPublisher.builder(sink).transformer(picky).build()) {
      publisher.send(mine);
      assertThat(publisher.flush(Deadline.LONG).allDelivered()).isTrue();
    }
    assertThat(delivered().get(0).attributes()).containsEntry("tenant", "a");
  }

  /** Not found out when it is built, since it does so for certain events alone. */
  @Test
  void event_goesWithItsOtherChanges_andTheLogTellsOnce_whenTheRulesAreBrokenLater() {
    EventTransformer late =
        (event, attributes) -> {
          Map<String, String> changed = new HashMap<>(attributes);
          changed.put("tenant", "a");
          if (String.valueOf(event.workflowId()).startsWith("late")) {
            changed.put("id", "forged");
            changed.put("source", "/forged");
            changed.put("Trace-Id", "x");
            changed.put("empty", null);
            changed.put("time", "yesterday");
          }
          return changed;
        };
    try (LogCapture log = LogCapture.of(EventTransformer.class);
        var publisher =
            NonBlockingNotificationPublisher.builder(sink)
                .name("kafka")
                .transformer(late)
                .build()) {
      for (int i = 0; i < 5; i++) {
        publisher.send(event("late", i));
      }
      assertThat(publisher.flush(Deadline.LONG).allDelivered()).isTrue();
      assertThat(publisher.stats().deadLettered()).isZero();
      assertThat(log.lines().stream().filter(line -> line.contains("'id'"))).hasSize(1);
      assertThat(log.lines().stream().filter(line -> line.contains("Trace-Id"))).hasSize(1);
      assertThat(log.lines()).hasSize(5).allMatch(line -> line.contains("'kafka'"));
    }
    EncodedEvent untouched = EncodedEvent.of(event("late", 0));
    assertThat(delivered()).hasSize(5);
    assertThat(delivered().get(0).attributes())
        .containsEntry("tenant", "a")
        .containsEntry("id", untouched.id().value())
        .containsEntry("source", untouched.attributes().get("source"))
        .doesNotContainKeys("Trace-Id", "empty")
        .doesNotContainValue("yesterday");
  }

  private List<EncodedEvent> delivered() {
    List<EncodedEvent> all = new ArrayList<>();
    sink.batches.forEach(all::addAll);
    return all;
  }
}
