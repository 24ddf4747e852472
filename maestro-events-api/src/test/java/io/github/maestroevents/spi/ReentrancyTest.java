package io.github.maestroevents.spi;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.maestroevents.event.EventId;
import io.github.maestroevents.event.MaestroEvent;
import io.github.maestroevents.event.OpaqueMaestroEvent;
import io.github.maestroevents.event.StatusChangeRecord;
import io.github.maestroevents.event.StepInstanceStatusChangeEvent;
import io.github.maestroevents.event.Tag;
import io.github.maestroevents.event.User;
import io.github.maestroevents.event.WorkflowDeletionChangeEvent;
import io.github.maestroevents.event.WorkflowInstanceStatusChangeEvent;
import io.github.maestroevents.json.Golden;
import io.github.maestroevents.json.MaestroEventJson;
import io.github.maestroevents.json.MalformedEventException;
import java.util.AbstractList;
import java.util.AbstractMap;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** A host's own code that runs while one event is written, and writes another. */
class ReentrancyTest {

  private static final MaestroEvent INNER = MaestroEventJson.read(Golden.event("step-all-fields"));
  private static final EncodedEvent ENCODED = EncodedEvent.of(INNER);

  /** Uses everything of the library that keeps something between two events. */
  private static void useTheLibrary() {
    byte[] json = MaestroEventJson.write(INNER);
    assertThat(json).isEqualTo(Golden.event("step-all-fields"));
    assertThat(EventId.of(OpaqueMaestroEvent.of(json))).isEqualTo(ENCODED.id());
    assertThat(MaestroEventJson.read(json)).isEqualTo(INNER);
    assertThatExceptionOfType(MalformedEventException.class)
        .isThrownBy(() -> MaestroEventJson.write(eventWith(new Object())));
    assertThat(EncodedEvent.of(INNER, event -> "").maestroEvent()).isEqualTo(INNER);
  }

  private static MaestroEvent eventWith(Object extra) {
    Map<String, Object> info = new LinkedHashMap<>();
    info.put("before", "b".repeat(5_000));
    info.put("extra", extra);
    info.put("after", "a".repeat(5_000));
    return WorkflowDeletionChangeEvent.builder()
        .workflowId("outer")
        .author(new User("me", info))
        .build();
  }

  /** A host's bean; Jackson asks it while it writes. */
  public static final class Bean {
    /** Uses the library. */
    public String getText() {
      useTheLibrary();
      return "text";
    }
  }

  /** A host's view whose elements are made while it is iterated. */
  private static final class View implements Iterable<String> {
    @Override
    public Iterator<String> iterator() {
      useTheLibrary();
      return List.of("x").iterator();
    }
  }

  @Test
  void write_isWhatItIsAlone_whenAGetterWritesAnotherEvent() {
    assertThat(new String(MaestroEventJson.write(eventWith(new Bean())), UTF_8))
        .isEqualTo(new String(MaestroEventJson.write(eventWith(Map.of("text", "text"))), UTF_8));
  }

  @Test
  void write_isWhatItIsAlone_whenAnIterationWritesAnotherEvent() {
    assertThat(new String(MaestroEventJson.write(eventWith(new View())), UTF_8))
        .isEqualTo(new String(MaestroEventJson.write(eventWith(List.of("x"))), UTF_8));
  }

  @Test
  void event_isWhatItIsAlone_whenTheHostsCollectionsWriteAnother() {
    List<StatusChangeRecord> records =
        new AbstractList<>() {
          @Override
          public StatusChangeRecord get(int index) {
            useTheLibrary();
            return new StatusChangeRecord(null, null, index);
          }

          @Override
          public int size() {
            useTheLibrary();
            return 2;
          }
        };
    Map<String, Object> attributes =
        new AbstractMap<>() {
          @Override
          public Set<Entry<String, Object>> entrySet() {
            useTheLibrary();
            return Map.<String, Object>of("k", "v").entrySet();
          }
        };

    MaestroEvent step =
        StepInstanceStatusChangeEvent.builder().stepUuid("s").statusChangeRecords(records).build();
    MaestroEvent instance =
        WorkflowInstanceStatusChangeEvent.builder()
            .tags(List.of(Tag.builder().name("t").attributes(attributes).build()))
            .build();

    MaestroEvent sameStep =
        StepInstanceStatusChangeEvent.builder()
            .stepUuid("s")
            .statusChangeRecords(new ArrayList<>(records))
            .build();
    assertThat(EventId.of(step)).isEqualTo(EventId.of(sameStep));
    assertThat(MaestroEventJson.write(step)).isEqualTo(MaestroEventJson.write(sameStep));
    assertThat(new String(MaestroEventJson.write(instance), UTF_8))
        .contains("\"tags\":[{\"name\":\"t\",\"k\":\"v\"}]");
  }

  @Test
  void of_isWhatItIsAlone_whenTheKeyFunctionEncodesAnotherEvent() {
    MaestroEvent outer = eventWith("x");

    EncodedEvent encoded =
        EncodedEvent.of(
            outer,
            event -> {
              useTheLibrary();
              return EncodedEvent.of(event).id().value();
            });

    assertThat(encoded.payload()).isEqualTo(MaestroEventJson.write(outer));
    assertThat(encoded.id()).isEqualTo(EventId.of(outer));
    assertThat(encoded.orderingKey()).isEqualTo(EventId.of(outer).value());
  }
}
