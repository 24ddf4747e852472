package io.github.maestroevents.event;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/**
 * Events of types that the library does not know: whatever differs between two of them, they have
 * different ids; what does not make another event, does not make another id.
 */
class UnknownTypeIdPropertiesTest {

  private static final ObjectMapper MAPPER = new ObjectMapper();

  /** The names that identities of known types leave out are as good as any other. */
  private static final List<String> NAMES =
      List.of(
          "sync_time",
          "tags",
          "step_instance_id",
          "correlation_id",
          "event_time",
          "workflow_id",
          "workflow_uuid",
          "cluster_name",
          "a",
          "",
          "é");

  /** All that a host says, beside the JSON and in it. */
  record Said(
      String wireType,
      String workflowId,
      String clusterName,
      String workflowUuid,
      Map<String, Object> json) {

    OpaqueMaestroEvent event(ObjectMapper mapper, Long sendTime) {
      Map<String, Object> body = new LinkedHashMap<>();
      if (sendTime != null) {
        body.put("send_time", sendTime);
      }
      body.putAll(json);
      try {
        return OpaqueMaestroEvent.builder(mapper.writeValueAsString(body), wireType)
            .workflowId(workflowId)
            .clusterName(clusterName)
            .workflowUuid(workflowUuid)
            .build();
      } catch (JsonProcessingException e) {
        throw new IllegalStateException(e);
      }
    }

    EventId id() {
      return EventId.of(event(MAPPER, 1L));
    }
  }

  @Property
  void ids_areEqual_whateverTheSendTimeAndTheLayout(
      @ForAll("said") Said said, @ForAll Long sendTime) {
    ObjectMapper spacious =
        JsonMapper.builder()
            .enable(SerializationFeature.INDENT_OUTPUT)
            .enable(JsonWriteFeature.ESCAPE_NON_ASCII)
            .build();

    assertThat(EventId.of(said.event(spacious, sendTime))).isEqualTo(said.id());
    assertThat(EventId.of(said.event(MAPPER, null))).isEqualTo(said.id());
  }

  @Property
  void ids_differ_whenAnyOneThingDoes(@ForAll("said") Said said, @ForAll("change") Change change) {
    Said changed = change.applied(said);
    if (!changed.equals(said)) {
      assertThat(changed.id()).isNotEqualTo(said.id());
    }
  }

  @Property
  void ids_areEqual_whenEventsAre_andElseDiffer(
      @ForAll("said") Said one, @ForAll("said") Said other) {
    // What one says beside the JSON, the other may say in it: then they are one event all the same.
    boolean equal = one.equals(other);
    if (equal
        || one.json.keySet().stream()
            .noneMatch(name -> name.endsWith("id") || name.contains("_"))) {
      assertThat(one.id().equals(other.id())).isEqualTo(equal);
    }
  }

  /** One difference. */
  record Change(int what, String text, Object value) {

    Said applied(Said said) {
      return switch (what) {
        case 0 ->
            new Said(
                said.wireType + text,
                said.workflowId,
                said.clusterName,
                said.workflowUuid,
                said.json);
        case 1 ->
            new Said(
                said.wireType,
                said.workflowId + text,
                said.clusterName,
                said.workflowUuid,
                said.json);
        case 2 ->
            new Said(
                said.wireType,
                said.workflowId,
                said.clusterName + text,
                said.workflowUuid,
                said.json);
        case 3 ->
            new Said(
                said.wireType,
                said.workflowId,
                said.clusterName,
                said.workflowUuid + text,
                said.json);
        case 4 -> withJson(said, changedValue(said.json));
        case 5 -> withJson(said, withoutOne(said.json));
        default -> withJson(said, withOneMore(said.json));
      };
    }

    private static Said withJson(Said said, Map<String, Object> json) {
      return new Said(said.wireType, said.workflowId, said.clusterName, said.workflowUuid, json);
    }

    private Map<String, Object> changedValue(Map<String, Object> json) {
      Map<String, Object> changed = new LinkedHashMap<>(json);
      if (!changed.isEmpty()) {
        changed.put(changed.keySet().iterator().next(), value);
      }
      return changed;
    }

    private static Map<String, Object> withoutOne(Map<String, Object> json) {
      Map<String, Object> changed = new LinkedHashMap<>(json);
      if (!changed.isEmpty()) {
        changed.remove(changed.keySet().iterator().next());
      }
      return changed;
    }

    private Map<String, Object> withOneMore(Map<String, Object> json) {
      Map<String, Object> changed = new LinkedHashMap<>(json);
      changed.putIfAbsent("more" + text, value);
      return changed;
    }
  }

  @Provide
  Arbitrary<Said> said() {
    return Combinators.combine(
            Arbitraries.of("NEW_EVENT", "NEWER_EVENT", "x"),
            Arbitraries.of("wf", "w", "f"),
            Arbitraries.of("test", "t", ""),
            Arbitraries.of("run", "r", "n"),
            json())
        .as(Said::new);
  }

  @Provide
  Arbitrary<Change> change() {
    return Combinators.combine(
            Arbitraries.integers().between(0, 6), Arbitraries.of("x", "é", " ", "1"), value())
        .as(Change::new);
  }

  private Arbitrary<Map<String, Object>> json() {
    return Arbitraries.maps(Arbitraries.of(NAMES), value())
        .ofMaxSize(5)
        .map(map -> (Map<String, Object>) new LinkedHashMap<>(map));
  }

  private static Arbitrary<Object> value() {
    Arbitrary<Object> leaf =
        Arbitraries.of(List.of(0, 1, "0", "1", "", true, "true", 1.5, "1.5", new ArrayList<>()));
    return Arbitraries.oneOf(
        leaf,
        leaf.list().ofMaxSize(3).map(list -> (Object) list),
        leaf.map(inner -> Map.of("send_time", inner)));
  }
}
