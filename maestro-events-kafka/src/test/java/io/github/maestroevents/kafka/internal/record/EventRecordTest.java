package io.github.maestroevents.kafka.internal.record;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.maestroevents.kafka.Events;
import io.github.maestroevents.spi.EncodedEvent;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Map;
import java.util.Random;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What needs no broker to be seen in a record; the rest stands in {@code KafkaDeliveryTest}. */
class EventRecordTest {

  @Test
  void key_isEmptyRatherThanAbsent_whenTheEventHasNone() {
    assertThat(EventRecord.of(Events.event("", 1), "t").key()).isNotNull().isEmpty();
  }

  @Test
  void value_isThePayloadItself() {
    EncodedEvent event = Events.event("k", 1);

    assertThat(EventRecord.of(event, "t").value()).isSameAs(event.payload());
  }

  @Test
  void specversionAndId_areAdded_whenTheEventHasNoAttributes() {
    var headers = EventRecord.of(with(Map.of()), "t").headers();

    assertThat(headers.lastHeader("ce_specversion").value()).isEqualTo("1.0".getBytes(UTF_8));
    assertThat(headers.lastHeader("ce_id").value()).isEqualTo(Events.id("k", 1).getBytes(UTF_8));
  }

  @Test
  void contentType_standsInItsOwnHeaderAlone() {
    var headers = EventRecord.of(with(Map.of("datacontenttype", "text/xml")), "t").headers();

    assertThat(headers.lastHeader("ce_datacontenttype")).isNull();
    assertThat(headers.headers("content-type")).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "yesterday",
        "",
        "2026-13-01T00:00:00Z",
        "2026-02-30T00:00:00.000Z",
        "2026-01-01T24:00:00.000Z",
        "1969-12-31T23:59:59Z",
        "2026-01-01T00:00:00"
      })
  void timestamp_isLeftToTheClient_whenTheTimeIsNone(String time) {
    ProducerRecord<byte[], byte[]> record = EventRecord.of(with(Map.of("time", time)), "t");

    assertThat(record.timestamp()).isNull();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "2026-11-23T10:15:30Z", "2026-11-23T10:15:30.123Z", "2026-11-23T10:15:30.123456Z",
        "2026-11-23T10:15:30+02:00", "1970-01-01T00:00:00Z", "2028-02-29T23:59:59.999Z"
      })
  void timestamp_isTheTimeOfTheEvent_inEveryForm(String time) {
    assertThat(EventRecord.of(with(Map.of("time", time)), "t").timestamp())
        .isEqualTo(OffsetDateTime.parse(time).toInstant().toEpochMilli());
  }

  @Test
  void timestamp_agreesWithTheJdk_forAnyMillisecond() {
    Random random = new Random(20_261_123);
    for (int i = 0; i < 10_000; i++) {
      long millis = (long) (random.nextDouble() * 4e12);
      assertThat(EventTime.epochMillis(Instant.ofEpochMilli(millis).toString())).isEqualTo(millis);
    }
  }

  private static EncodedEvent with(Map<String, String> attributes) {
    EncodedEvent event = Events.event("k", 1);
    return new EncodedEvent(
        event.id(),
        event.type(),
        event.level(),
        event.orderingKey(),
        event.contentType(),
        event.payload(),
        attributes);
  }
}
