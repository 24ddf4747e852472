package io.github.maestroevents.netflix;

import com.netflix.maestro.models.events.MaestroEvent;

/** An event of a class that this library has never seen. */
final class Newer implements MaestroEvent {

  static final String JSON =
      "{\"workflow_id\":\"wf\",\"cluster_name\":\"test\",\"sync_time\":7,"
          + "\"type\":\"SIGNAL_CHANGE_EVENT\"}";

  @Override
  public String getWorkflowId() {
    return "wf";
  }

  @Override
  public String getClusterName() {
    return "test";
  }

  @Override
  public Type getType() {
    return null; // none of the constants that the tests have
  }

  @Override
  public long getSyncTime() {
    return 7;
  }
}
