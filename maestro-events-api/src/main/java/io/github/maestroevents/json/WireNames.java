package io.github.maestroevents.json;

import com.fasterxml.jackson.core.io.SerializedString;
import java.util.HashSet;
import java.util.Set;

/** The property names of Maestro's events, escaped once for all. */
final class WireNames {

  private static final Set<String> KNOWN = new HashSet<>();

  static final SerializedString WORKFLOW_ID = name("workflow_id");
  static final SerializedString WORKFLOW_INSTANCE_ID = name("workflow_instance_id");
  static final SerializedString WORKFLOW_RUN_ID = name("workflow_run_id");
  static final SerializedString WORKFLOW_UUID = name("workflow_uuid");
  static final SerializedString WORKFLOW_NAME = name("workflow_name");
  static final SerializedString STEP_ID = name("step_id");
  static final SerializedString STEP_ATTEMPT_ID = name("step_attempt_id");
  static final SerializedString STEP_UUID = name("step_uuid");
  static final SerializedString STEP_INSTANCE_ID = name("step_instance_id");
  static final SerializedString CORRELATION_ID = name("correlation_id");
  static final SerializedString CLUSTER_NAME = name("cluster_name");
  static final SerializedString STATUS_CHANGE_RECORDS = name("status_change_records");
  static final SerializedString OLD_STATUS = name("old_status");
  static final SerializedString NEW_STATUS = name("new_status");
  static final SerializedString EVENT_TIME = name("event_time");
  static final SerializedString SYNC_TIME = name("sync_time");
  static final SerializedString SEND_TIME = name("send_time");
  static final SerializedString TYPE = name("type");
  static final SerializedString DEPTH = name("depth");
  static final SerializedString TAGS = name("tags");
  static final SerializedString NAME = name("name");
  static final SerializedString NAMESPACE = name("namespace");
  static final SerializedString PERMIT = name("permit");
  static final SerializedString AUTHOR = name("author");
  static final SerializedString VERSION_ID = name("version_id");
  static final SerializedString CURRENT_ACTIVE_VERSION_ID = name("current_active_version_id");
  static final SerializedString PREVIOUS_ACTIVE_VERSION_ID = name("previous_active_version_id");
  static final SerializedString SNAPSHOT_ID = name("snapshot_id");
  static final SerializedString INTERNAL_ID = name("internal_id");

  private WireNames() {}

  static boolean isKnown(String name) {
    return KNOWN.contains(name);
  }

  private static SerializedString name(String name) {
    KNOWN.add(name);
    return new SerializedString(name);
  }
}
