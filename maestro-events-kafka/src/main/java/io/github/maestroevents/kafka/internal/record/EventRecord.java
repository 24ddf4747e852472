package io.github.maestroevents.kafka.internal.record;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.maestroevents.spi.EncodedEvent;
import java.util.Map;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Headers;

/**
 * An event as a Kafka record: the Kafka protocol binding of CloudEvents 1.0, binary content mode.
 *
 * <p>The value is the payload, untouched. Each attribute is a header {@code ce_<attribute>} in
 * UTF-8, and {@code content-type} stands beside them. The key is the ordering key in UTF-8; the key
 * of an event without one is empty rather than absent, because records without a key are spread
 * over the partitions and lose their order, and topics with log compaction refuse them.
 *
 * <p>The record's timestamp is the event's {@code time}, so consumers can search by when things
 * happened; without one, or with one that cannot be read, Kafka's client takes the time of sending.
 * It also does so for a host's own event: a host may give any time, and brokers refuse a record
 * whose timestamp is an hour ahead.
 */
public final class EventRecord {

  private static final String ATTRIBUTE_PREFIX = "ce_";
  private static final String CONTENT_TYPE = "content-type";
  // In binary mode this attribute is the content-type header.
  private static final String DATA_CONTENT_TYPE = "datacontenttype";
  private static final String ID = "id";
  private static final String SPEC_VERSION = "specversion";
  private static final byte[] VERSION_1 = "1.0".getBytes(UTF_8);

  private EventRecord() {}

  public static ProducerRecord<byte[], byte[]> of(EncodedEvent event, String topic) {
    ProducerRecord<byte[], byte[]> record =
        new ProducerRecord<>(
            topic,
            null,
            event.isHostEvent() ? null : EventTime.epochMillis(event.attributes().get("time")),
            event.orderingKey().getBytes(UTF_8),
            event.payload());
    addHeaders(event, record.headers());
    return record;
  }

  private static void addHeaders(EncodedEvent event, Headers headers) {
    Map<String, String> attributes = event.attributes();
    if (!attributes.containsKey(SPEC_VERSION)) {
      // Without it no reader takes the record for a CloudEvent.
      headers.add(ATTRIBUTE_PREFIX + SPEC_VERSION, VERSION_1);
    }
    if (!attributes.containsKey(ID)) {
      // What consumers drop duplicates by is never left out.
      headers.add(ATTRIBUTE_PREFIX + ID, event.id().value().getBytes(UTF_8));
    }
    for (Map.Entry<String, String> attribute : attributes.entrySet()) {
      if (!attribute.getKey().equals(DATA_CONTENT_TYPE)) {
        headers.add(ATTRIBUTE_PREFIX + attribute.getKey(), attribute.getValue().getBytes(UTF_8));
      }
    }
    headers.add(CONTENT_TYPE, event.contentType().getBytes(UTF_8));
  }
}
