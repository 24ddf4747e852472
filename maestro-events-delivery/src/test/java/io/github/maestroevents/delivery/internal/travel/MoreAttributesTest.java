package io.github.maestroevents.delivery.internal.travel;

import static io.github.maestroevents.delivery.internal.engine.Events.event;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.github.maestroevents.spi.EncodedEvent;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a sender may give an event on its way. */
class MoreAttributesTest {

  private final EncodedEvent encoded = EncodedEvent.of(event("a", 1));

  @ParameterizedTest
  @ValueSource(
      strings = {"", "traceparent", "a", "0", "tenant7", "Trace", "trace-id", "ü", "a b", "a\n"})
  void name_isRefused_whereAnEventWouldRefuseIt(String name) {
    Throwable byEvent = catchThrowable(() -> encoded.withAttributes(Map.of(name, "x")));
    Throwable atTheCall = catchThrowable(() -> MoreAttributes.copyOf(Map.of(name, "x")));
    assertThat(atTheCall == null).isEqualTo(byEvent == null);
    if (byEvent != null) {
      assertThat(atTheCall).isInstanceOf(byEvent.getClass()).hasMessage(byEvent.getMessage());
    }
  }

  @Test
  void name_hasTwentyCharactersAtMost() {
    assertThat(MoreAttributes.copyOf(Map.of("a".repeat(20), "x"))).hasSize(1);
    assertThatThrownBy(() -> MoreAttributes.copyOf(Map.of("a".repeat(21), "x")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("a".repeat(21));
  }

  @ParameterizedTest
  @ValueSource(strings = {"specversion", "id", "source", "type"})
  void nameOfTheEvent_isRefusedByName(String name) {
    assertThatThrownBy(() -> MoreAttributes.copyOf(Map.of(name, "x")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("'" + name + "'");
  }

  @Test
  void nullValue_isRefusedByName() {
    Map<String, String> attributes = new HashMap<>();
    attributes.put("trace", null);
    assertThatThrownBy(() -> MoreAttributes.copyOf(attributes))
        .isInstanceOf(NullPointerException.class)
        .hasMessageContaining("trace");
  }

  @Test
  void copy_doesNotChange_whenTheMapDoes() {
    Map<String, String> attributes = new HashMap<>(Map.of("trace", "1"));
    Map<String, String> copy = MoreAttributes.copyOf(attributes);
    attributes.put("trace", "2");
    assertThat(copy).containsExactly(Map.entry("trace", "1"));
  }
}
