package io.github.maestroevents.security.text;

import io.github.maestroevents.event.HostEvent;
import io.github.maestroevents.event.MaestroEvent;
import io.github.maestroevents.event.OpaqueMaestroEvent;
import io.github.maestroevents.event.StatusChangeRecord;
import io.github.maestroevents.event.StepInstanceStatusChangeEvent;
import io.github.maestroevents.event.Tag;
import io.github.maestroevents.event.WorkflowInstanceStatusChangeEvent;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.IntFunction;

/** Events of a given size, in shapes that cost many times their size when they are read. */
final class HostileShapes {

  private static final String STEP = "STEP_INSTANCE_STATUS_CHANGE_EVENT";
  private static final String INSTANCE = "WORKFLOW_INSTANCE_STATUS_CHANGE_EVENT";

  /** By name; each is given the size in bytes that the event is to have, more or less. */
  static final Map<String, IntFunction<MaestroEvent>> ALL = new TreeMap<>();

  static {
    known("records", STEP, "\"status_change_records\":[{}", ",{}", "]");
    known("tags", INSTANCE, "\"tags\":[{}", ",{}", "]");
    known("texts", INSTANCE, "\"tags\":[\"\"", ",\"\"", "]");
    known("nested", INSTANCE, "\"x\":", "[", "");
    known("lists", STEP, "\"x\":[[]", ",[]", "]");
    known("string", STEP, "\"workflow_id\":\"", "a", "\"");
    known("escapes", STEP, "\"workflow_id\":\"", "\\u0001", "\"");
    known("number", STEP, "\"workflow_instance_id\":1", "0", "");
    known("numbers", STEP, "\"x\":[0", ",0", "]");
    unknown("unknown-values", "\"x\":[0", ",0", "]");
    unknown("unknown-string", "\"x\":\"", "a", "\"");
    unknown("unknown-nested", "\"x\":", "{\"a\":", "");
    unknown("unknown-number", "\"x\":1", "0", "");
    ALL.put("known-keys", size -> keys(STEP, size));
    ALL.put("unknown-keys", size -> keys("NEW_EVENT", size));
    ALL.put("typed-workflow", size -> step().workflowId("w".repeat(size)).build());
    ALL.put("typed-controls", size -> step().workflowId("\u0001".repeat(size)).build());
    ALL.put("typed-uuid", size -> step().workflowUuid("\u20ac".repeat(size / 3)).build());
    ALL.put("typed-step", size -> step().stepId("s".repeat(size)).build());
    ALL.put(
        "typed-records",
        size ->
            step()
                .statusChangeRecords(
                    Collections.nCopies(size / 15, new StatusChangeRecord(null, null, 1)))
                .build());
    ALL.put(
        "typed-tags",
        size -> instance().tags(Collections.nCopies(size / 15, Tag.of("abc"))).build());
    ALL.put(
        "typed-attribute",
        size ->
            instance()
                .tags(
                    Collections.singletonList(
                        Tag.builder().name("t").attribute("a", "x".repeat(size)).build()))
                .build());
    ALL.put(
        "host-body",
        size -> HostEvent.builder("t", "id").body("text/plain", new byte[size]).build());
    ALL.put(
        "host-key",
        size -> HostEvent.builder("t", "id").orderingKey("k".repeat(size)).json("{}").build());
    ALL.put(
        "host-extension",
        size -> HostEvent.builder("t", "id").extension("e", "x".repeat(size)).json("{}").build());
  }

  private HostileShapes() {}

  private static void known(String name, String type, String head, String unit, String tail) {
    ALL.put(name, size -> opaque(type, head, unit, tail, size));
  }

  private static void unknown(String name, String head, String unit, String tail) {
    ALL.put(name, size -> opaque("NEW_EVENT", head, unit, tail, size));
  }

  /** The type comes last, so that whoever reads it has to keep all that stands before it. */
  private static MaestroEvent opaque(String type, String head, String unit, String tail, int size) {
    byte[] end = (tail + ",\"type\":\"" + type + "\"}").getBytes(StandardCharsets.UTF_8);
    byte[] start = ("{" + head).getBytes(StandardCharsets.UTF_8);
    byte[] repeated = unit.getBytes(StandardCharsets.UTF_8);
    byte[] json = new byte[size / repeated.length * repeated.length + start.length + end.length];
    System.arraycopy(start, 0, json, 0, start.length);
    int at = start.length;
    while (at < json.length - end.length) {
      System.arraycopy(repeated, 0, json, at, repeated.length);
      at += repeated.length;
    }
    System.arraycopy(end, 0, json, at, end.length);
    return OpaqueMaestroEvent.builder(json, type).build();
  }

  private static MaestroEvent keys(String type, int size) {
    StringBuilder json = new StringBuilder(size + 64).append("{\"x\":0");
    for (int i = 0; json.length() < size; i++) {
      json.append(",\"").append(Integer.toString(i, 36)).append("\":0");
    }
    json.append(",\"type\":\"").append(type).append("\"}");
    return OpaqueMaestroEvent.builder(json.toString(), type).build();
  }

  private static StepInstanceStatusChangeEvent.Builder step() {
    return StepInstanceStatusChangeEvent.builder()
        .workflowId("workflow")
        .stepId("step")
        .statusChangeRecords(Arrays.asList(new StatusChangeRecord(null, null, 1)));
  }

  private static WorkflowInstanceStatusChangeEvent.Builder instance() {
    return WorkflowInstanceStatusChangeEvent.builder().workflowId("workflow").eventTime(1);
  }
}
