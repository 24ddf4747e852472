package com.netflix.maestro.models.instance;

/** Holds the statuses. */
public class WorkflowInstance {

  /** How far it is. */
  public enum Status {
    CREATED,
    IN_PROGRESS,
    PAUSED,
    TIMED_OUT,
    STOPPED,
    FAILED,
    SUCCEEDED
  }
}
