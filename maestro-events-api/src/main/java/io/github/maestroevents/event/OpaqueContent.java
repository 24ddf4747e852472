package io.github.maestroevents.event;

import static java.util.Objects.requireNonNullElse;

import io.github.maestroevents.internal.MaestroDialect;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * What the JSON of an {@link OpaqueMaestroEvent} tells, as far as it can be read, and the identity
 * that follows from it and from what the host has said beside it.
 */
final class OpaqueContent {

  /**
   * The largest JSON that is read for its identity. What is larger is identified by its bytes, in
   * one pass and without memory of its own.
   */
  static final int MAX_READ_BYTES = 4 * 1024 * 1024;

  final @Nullable MaestroEvent model;
  final EventId id;
  final @Nullable String workflowUuid;
  final long eventTime;

  private OpaqueContent(
      @Nullable MaestroEvent model, EventId id, @Nullable String workflowUuid, long eventTime) {
    this.model = model;
    this.id = id;
    this.workflowUuid = workflowUuid;
    this.eventTime = eventTime;
  }

  /** Never fails: bytes that cannot be read are identified as they are. */
  static OpaqueContent of(byte[] json, OpaqueMaestroEvent.Said said) {
    if (json.length > MAX_READ_BYTES || MaestroDialect.isTooLargeOrNotUtf8(json)) {
      return unread(json, said);
    }
    if (MaestroDialect.hasMoreValuesThan(MaestroDialect.MAX_MODELLED_VALUES, json)) {
      return unread(json, said); // a record of it, or its names, would take too much memory
    }
    MaestroEvent model = said.type() == EventType.UNKNOWN ? null : model(json);
    try {
      return model != null && model.type() == said.type()
          ? modelled(model, new OpaqueScan(json), said)
          : unknown(json, said);
    } catch (IOException | IllegalArgumentException unreadable) {
      return unread(json, said);
    }
  }

  /** What a host's object says, so that the JSON need not be read. */
  static OpaqueContent told(MaestroEvent model) {
    if (model instanceof WorkflowInstanceStatusChangeEvent instance) {
      return new OpaqueContent(
          model, EventIdentity.of(model), instance.workflowUuid(), instance.eventTime());
    }
    if (model instanceof StepInstanceStatusChangeEvent step) {
      return new OpaqueContent(model, EventIdentity.of(model), step.workflowUuid(), 0);
    }
    if (model instanceof WorkflowChangeEvent change) {
      return new OpaqueContent(model, EventIdentity.of(model), null, change.eventTime());
    }
    throw new IllegalArgumentException("A model is a record of this library");
  }

  private static OpaqueContent unread(byte[] json, OpaqueMaestroEvent.Said said) {
    EventId id = begin(said, null).flag(false).bytes(json).end();
    return new OpaqueContent(null, id, null, 0);
  }

  private static @Nullable MaestroEvent model(byte[] json) {
    try {
      return MaestroDialect.LENIENT.readValue(json, MaestroEvent.class);
    } catch (IOException | RuntimeException e) {
      return null;
    }
  }

  /** The identity of the record, and of what the JSON lacks and the host has said. */
  private static OpaqueContent modelled(
      MaestroEvent model, OpaqueScan scan, OpaqueMaestroEvent.Said said) {
    EventId id = EventIdentity.of(model);
    String workflowId = model.workflowId() == null ? said.workflowId() : null;
    String clusterName = model.clusterName() == null ? said.clusterName() : null;
    String workflowUuid = scan.workflowUuid == null ? said.workflowUuid() : null;
    if (workflowId != null || clusterName != null || workflowUuid != null) {
      id =
          Fingerprint.begin()
              .text(id.value())
              .text(workflowId)
              .text(clusterName)
              .text(workflowUuid)
              .end();
    }
    return new OpaqueContent(model, id, scan.workflowUuid, scan.eventTime);
  }

  private static OpaqueContent unknown(byte[] json, OpaqueMaestroEvent.Said said)
      throws IOException {
    Fingerprint tokens = Fingerprint.begin().flag(true);
    OpaqueScan scan = new OpaqueScan(json, tokens);
    if (scan.trailing) {
      throw new IllegalArgumentException("The JSON goes on after its object");
    }
    String contents = tokens.end().value();
    EventId id = begin(said, scan).flag(true).text(contents).end();
    return new OpaqueContent(null, id, scan.workflowUuid, scan.eventTime);
  }

  /** What the host has said, else what the JSON says; equal whoever said it. */
  private static Fingerprint begin(OpaqueMaestroEvent.Said said, @Nullable OpaqueScan scan) {
    Fingerprint fingerprint = Fingerprint.begin().text(said.wireType());
    if (scan == null) {
      fingerprint
          .text(said.workflowId())
          .text(said.clusterName())
          .text(said.workflowUuid())
          .number(said.syncTime());
    } else {
      fingerprint
          .text(said.workflowId() == null ? scan.workflowId : said.workflowId())
          .text(said.clusterName() == null ? scan.clusterName : said.clusterName())
          .text(said.workflowUuid() == null ? scan.workflowUuid : said.workflowUuid())
          .number(said.syncTime() == 0 ? scan.syncTime : said.syncTime());
    }
    return fingerprint.name(requireNonNullElse(said.level(), EventLevel.INFO));
  }
}
