package com.netflix.maestro.models.instance;

/** Holds the statuses. */
public class StepInstance {

  /** How far it is. */
  public enum Status {
    NOT_CREATED,
    CREATED,
    INITIALIZED,
    PAUSED,
    WAITING_FOR_SIGNALS,
    EVALUATING_PARAMS,
    WAITING_FOR_PERMITS,
    STARTING,
    RUNNING,
    FINISHING,
    DISABLED,
    UNSATISFIED,
    SKIPPED,
    SUCCEEDED,
    COMPLETED_WITH_ERROR,
    USER_FAILED,
    PLATFORM_FAILED,
    FATALLY_FAILED,
    INTERNALLY_FAILED,
    STOPPED,
    TIMEOUT_FAILED,
    TIMED_OUT
  }
}
