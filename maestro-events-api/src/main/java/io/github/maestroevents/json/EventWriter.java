package io.github.maestroevents.json;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.SerializableString;
import io.github.maestroevents.event.MaestroEvent;
import io.github.maestroevents.event.StatusChangeRecord;
import io.github.maestroevents.event.StepInstanceStatusChangeEvent;
import io.github.maestroevents.event.Tag;
import io.github.maestroevents.event.User;
import io.github.maestroevents.event.WorkflowActivationChangeEvent;
import io.github.maestroevents.event.WorkflowDeactivationChangeEvent;
import io.github.maestroevents.event.WorkflowDefinitionChangeEvent;
import io.github.maestroevents.event.WorkflowDeletionChangeEvent;
import io.github.maestroevents.event.WorkflowInstanceStatusChangeEvent;
import io.github.maestroevents.event.WorkflowPropertiesChangeEvent;
import io.github.maestroevents.event.WorkflowVersionChangeEvent;
import io.github.maestroevents.internal.MaestroDialect;
import io.github.maestroevents.internal.Spares;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Writes records property by property, in Maestro's order, through a generator that lives for one
 * event: no reflection but for free-form values that are neither text, number nor boolean.
 */
final class EventWriter {

  private static final Spares<JsonText> BUFFERS = new Spares<>(JsonText::new);

  private final JsonGenerator json;
  private final BoundedNumbers numbers;

  private EventWriter(JsonGenerator json, long maxBytes) {
    this.json = json;
    this.numbers = new BoundedNumbers(json, maxBytes);
  }

  static byte[] write(MaestroEvent event, long maxBytes) {
    JsonText buffer = BUFFERS.take();
    buffer.boundTo(maxBytes);
    try {
      try (JsonGenerator json = MaestroDialect.STRICT.createGenerator(buffer)) {
        new EventWriter(json, maxBytes).event(event);
      }
      byte[] utf8 = buffer.takeUtf8();
      BUFFERS.giveBack(buffer);
      return utf8;
    } catch (IOException | RuntimeException e) {
      if (buffer.isFull()) { // whatever Jackson has made of what the buffer threw
        throw new EventTooLargeException(maxBytes, maxBytes);
      }
      BoundedNumbers.requireNotTooLarge(e);
      throw inexpressible();
    }
  }

  /** The same bytes, without a buffer that holds them all. */
  static void write(MaestroEvent event, OutputStream out) throws IOException {
    // Half of a surrogate pair becomes a question mark here, as in JsonText.
    Writer text = new OutputStreamWriter(out, StandardCharsets.UTF_8);
    try (JsonGenerator json = MaestroDialect.STRICT.createGenerator(text)) {
      json.disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET);
      json.disable(JsonGenerator.Feature.FLUSH_PASSED_TO_STREAM);
      new EventWriter(json, Long.MAX_VALUE).event(event);
      json.flush();
    } catch (JacksonException | RuntimeException e) {
      throw inexpressible();
    }
    text.flush();
  }

  /** Only free-form values can fail, and what Jackson says of them may quote them. */
  private static MalformedEventException inexpressible() {
    return new MalformedEventException(
        "An attribute that JSON cannot express", "$", MalformedEventException.UNKNOWN_OFFSET);
  }

  private void event(MaestroEvent event) throws IOException {
    json.writeStartObject();
    if (event instanceof StepInstanceStatusChangeEvent e) {
      step(e);
    } else if (event instanceof WorkflowInstanceStatusChangeEvent e) {
      instance(e);
    } else if (event instanceof WorkflowDefinitionChangeEvent e) {
      definition(e);
    } else if (event instanceof WorkflowVersionChangeEvent e) {
      version(e);
    } else if (event instanceof WorkflowPropertiesChangeEvent e) {
      properties(e);
    } else if (event instanceof WorkflowActivationChangeEvent e) {
      activation(e);
    } else if (event instanceof WorkflowDeactivationChangeEvent e) {
      deactivation(e);
    } else if (event instanceof WorkflowDeletionChangeEvent e) {
      deletion(e);
    }
    text(WireNames.TYPE, event.wireType());
    json.writeEndObject();
  }

  private void step(StepInstanceStatusChangeEvent event) throws IOException {
    text(WireNames.WORKFLOW_ID, event.workflowId());
    number(WireNames.WORKFLOW_INSTANCE_ID, event.workflowInstanceId());
    number(WireNames.WORKFLOW_RUN_ID, event.workflowRunId());
    text(WireNames.STEP_ID, event.stepId());
    number(WireNames.STEP_ATTEMPT_ID, event.stepAttemptId());
    text(WireNames.WORKFLOW_UUID, event.workflowUuid());
    text(WireNames.STEP_UUID, event.stepUuid());
    text(WireNames.CORRELATION_ID, event.correlationId());
    number(WireNames.STEP_INSTANCE_ID, event.stepInstanceId());
    text(WireNames.CLUSTER_NAME, event.clusterName());
    records(event.statusChangeRecords());
    number(WireNames.SYNC_TIME, event.syncTime());
    number(WireNames.SEND_TIME, event.sendTime());
  }

  private void instance(WorkflowInstanceStatusChangeEvent event) throws IOException {
    text(WireNames.WORKFLOW_ID, event.workflowId());
    number(WireNames.WORKFLOW_INSTANCE_ID, event.workflowInstanceId());
    number(WireNames.WORKFLOW_RUN_ID, event.workflowRunId());
    text(WireNames.WORKFLOW_UUID, event.workflowUuid());
    text(WireNames.CORRELATION_ID, event.correlationId());
    number(WireNames.DEPTH, event.depth());
    text(WireNames.WORKFLOW_NAME, event.workflowName());
    text(WireNames.CLUSTER_NAME, event.clusterName());
    tags(event.tags());
    constant(WireNames.OLD_STATUS, event.oldStatus());
    constant(WireNames.NEW_STATUS, event.newStatus());
    number(WireNames.EVENT_TIME, event.eventTime());
    number(WireNames.SYNC_TIME, event.syncTime());
    number(WireNames.SEND_TIME, event.sendTime());
  }

  private void definition(WorkflowDefinitionChangeEvent event) throws IOException {
    text(WireNames.WORKFLOW_ID, event.workflowId());
    text(WireNames.WORKFLOW_NAME, event.workflowName());
    author(event.author());
    number(WireNames.VERSION_ID, event.versionId());
    number(WireNames.CURRENT_ACTIVE_VERSION_ID, event.currentActiveVersionId());
    number(WireNames.PREVIOUS_ACTIVE_VERSION_ID, event.previousActiveVersionId());
    number(WireNames.SNAPSHOT_ID, event.snapshotId());
    text(WireNames.CLUSTER_NAME, event.clusterName());
    number(WireNames.EVENT_TIME, event.eventTime());
    number(WireNames.SYNC_TIME, event.syncTime());
    number(WireNames.SEND_TIME, event.sendTime());
  }

  private void version(WorkflowVersionChangeEvent event) throws IOException {
    text(WireNames.WORKFLOW_ID, event.workflowId());
    text(WireNames.WORKFLOW_NAME, event.workflowName());
    author(event.author());
    number(WireNames.VERSION_ID, event.versionId());
    number(WireNames.CURRENT_ACTIVE_VERSION_ID, event.currentActiveVersionId());
    number(WireNames.PREVIOUS_ACTIVE_VERSION_ID, event.previousActiveVersionId());
    text(WireNames.CLUSTER_NAME, event.clusterName());
    number(WireNames.EVENT_TIME, event.eventTime());
    number(WireNames.SYNC_TIME, event.syncTime());
    number(WireNames.SEND_TIME, event.sendTime());
  }

  private void properties(WorkflowPropertiesChangeEvent event) throws IOException {
    text(WireNames.WORKFLOW_ID, event.workflowId());
    author(event.author());
    number(WireNames.SNAPSHOT_ID, event.snapshotId());
    text(WireNames.CLUSTER_NAME, event.clusterName());
    number(WireNames.EVENT_TIME, event.eventTime());
    number(WireNames.SYNC_TIME, event.syncTime());
    number(WireNames.SEND_TIME, event.sendTime());
  }

  private void activation(WorkflowActivationChangeEvent event) throws IOException {
    text(WireNames.WORKFLOW_ID, event.workflowId());
    author(event.author());
    number(WireNames.CURRENT_ACTIVE_VERSION_ID, event.currentActiveVersionId());
    number(WireNames.PREVIOUS_ACTIVE_VERSION_ID, event.previousActiveVersionId());
    text(WireNames.CLUSTER_NAME, event.clusterName());
    number(WireNames.EVENT_TIME, event.eventTime());
    number(WireNames.SYNC_TIME, event.syncTime());
    number(WireNames.SEND_TIME, event.sendTime());
  }

  private void deactivation(WorkflowDeactivationChangeEvent event) throws IOException {
    text(WireNames.WORKFLOW_ID, event.workflowId());
    author(event.author());
    number(WireNames.PREVIOUS_ACTIVE_VERSION_ID, event.previousActiveVersionId());
    text(WireNames.CLUSTER_NAME, event.clusterName());
    number(WireNames.EVENT_TIME, event.eventTime());
    number(WireNames.SYNC_TIME, event.syncTime());
    number(WireNames.SEND_TIME, event.sendTime());
  }

  private void deletion(WorkflowDeletionChangeEvent event) throws IOException {
    text(WireNames.WORKFLOW_ID, event.workflowId());
    number(WireNames.INTERNAL_ID, event.internalId());
    author(event.author());
    text(WireNames.CLUSTER_NAME, event.clusterName());
    number(WireNames.EVENT_TIME, event.eventTime());
    number(WireNames.SYNC_TIME, event.syncTime());
    number(WireNames.SEND_TIME, event.sendTime());
  }

  private void records(@Nullable List<@Nullable StatusChangeRecord> records) throws IOException {
    if (records == null) {
      return;
    }
    json.writeFieldName(WireNames.STATUS_CHANGE_RECORDS);
    json.writeStartArray();
    for (int i = 0; i < records.size(); i++) {
      StatusChangeRecord change = records.get(i);
      if (change == null) {
        json.writeNull();
      } else {
        json.writeStartObject();
        constant(WireNames.OLD_STATUS, change.oldStatus());
        constant(WireNames.NEW_STATUS, change.newStatus());
        number(WireNames.EVENT_TIME, change.eventTime());
        json.writeEndObject();
      }
    }
    json.writeEndArray();
  }

  private void tags(@Nullable List<@Nullable Tag> tags) throws IOException {
    if (tags == null) {
      return;
    }
    json.writeFieldName(WireNames.TAGS);
    json.writeStartArray();
    for (int i = 0; i < tags.size(); i++) {
      tag(tags.get(i));
    }
    json.writeEndArray();
  }

  private void tag(@Nullable Tag tag) throws IOException {
    if (tag == null) {
      json.writeNull();
      return;
    }
    json.writeStartObject();
    text(WireNames.NAME, tag.name());
    constant(WireNames.NAMESPACE, tag.namespace());
    if (tag.permit() != null) {
      number(WireNames.PERMIT, tag.permit());
    }
    freeForm(tag.attributes());
    json.writeEndObject();
  }

  private void author(@Nullable User author) throws IOException {
    if (author == null) {
      return;
    }
    Map<String, @Nullable Object> extraInfo = author.extraInfo();
    if (extraInfo == null) {
      text(WireNames.AUTHOR, author.name());
      return;
    }
    json.writeFieldName(WireNames.AUTHOR);
    json.writeStartObject();
    text(WireNames.NAME, author.name());
    freeForm(extraInfo);
    json.writeEndObject();
  }

  private void freeForm(Map<String, @Nullable Object> properties) throws IOException {
    for (Map.Entry<String, @Nullable Object> property : properties.entrySet()) {
      json.writeFieldName(property.getKey());
      Object value = property.getValue();
      if (value instanceof String text) {
        json.writeString(text);
      } else {
        MaestroDialect.STRICT.writeValue(numbers, value);
      }
    }
  }

  private void text(SerializableString name, @Nullable String value) throws IOException {
    if (value != null) {
      json.writeFieldName(name);
      json.writeString(value);
    }
  }

  private void constant(SerializableString name, @Nullable Enum<?> value) throws IOException {
    if (value != null) {
      json.writeFieldName(name);
      json.writeString(value.name());
    }
  }

  private void number(SerializableString name, long value) throws IOException {
    json.writeFieldName(name);
    json.writeNumber(value);
  }
}
