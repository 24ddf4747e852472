package io.github.maestroevents.cli.text;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.maestroevents.delivery.store.JournalEntry;
import io.github.maestroevents.event.HostEvent;
import io.github.maestroevents.spi.EncodedEvent;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class EventJsonTest {

  private static JsonNode json(HostEvent event) throws Exception {
    JournalEntry entry = new JournalEntry(1, Instant.EPOCH, EncodedEvent.of(event));
    return new ObjectMapper().readTree(EventJson.write("", entry));
  }

  @Test
  void payload_comesBackByteForByte_whetherItIsTextOrNot() throws Exception {
    HostEvent.Builder event = HostEvent.builder("t", "a \"b\" / c");
    byte[] avro = {0, (byte) 0xFF, 1};

    JsonNode text = json(event.json("\"\u00e4\"").build());
    assertThat(text.get("payload").asText()).isEqualTo("\"\u00e4\"");
    assertThat(text.has("payload_base64")).isFalse();
    assertThat(text.get("id").asText()).isEqualTo("a \"b\" / c");
    JsonNode bytes = json(event.body("application/avro", avro).build());
    assertThat(bytes.get("payload_base64").binaryValue()).isEqualTo(avro);
    assertThat(bytes.get("content_type").asText()).isEqualTo("application/avro");
    assertThat(bytes.has("payload")).isFalse();
  }

  @Test
  void hostsEvent_isReadAsItWasWritten_whateverItsBody() throws Exception {
    HostEvent event =
        HostEvent.builder("com.example.shipped", "order 1")
            .source("/shop")
            .subject("order")
            .extension("tenant", "\u00e4")
            .body("application/avro", new byte[] {0, (byte) 0xFF})
            .build();

    EncodedEvent read = EventJson.read(json(event)).event();

    assertThat(read.maestroEvent()).isEqualTo(event);
  }
}
