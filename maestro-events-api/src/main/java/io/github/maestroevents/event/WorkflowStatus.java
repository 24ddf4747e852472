package io.github.maestroevents.event;

import com.fasterxml.jackson.annotation.JsonCreator;
import java.util.Locale;

/** The status of a run of a workflow, with the names that Netflix Maestro gives them. */
public enum WorkflowStatus {
  /** Queued, and not yet let through by the run strategy. */
  CREATED(false, EventLevel.INFO),
  /** Running. */
  IN_PROGRESS(false, EventLevel.INFO),
  /** Paused; declared by Maestro and not used so far. */
  PAUSED(false, EventLevel.INFO),
  /** Ran out of time. */
  TIMED_OUT(true, EventLevel.ERROR),
  /** Stopped by a user or by the run strategy. */
  STOPPED(true, EventLevel.WARN),
  /** Failed. */
  FAILED(true, EventLevel.ERROR),
  /** Succeeded. */
  SUCCEEDED(true, EventLevel.INFO);

  private final boolean terminal;
  private final EventLevel level;

  WorkflowStatus(boolean terminal, EventLevel level) {
    this.terminal = terminal;
    this.level = level;
  }

  /**
   * The status of this name, in any case. As in Maestro, every name that begins with {@code FAILED}
   * is {@link #FAILED}: its database tells {@code FAILED_1} and {@code FAILED_2} apart.
   *
   * @throws IllegalArgumentException if there is no such status
   */
  @JsonCreator
  public static WorkflowStatus ofName(String name) {
    return name.startsWith("FAILED") ? FAILED : valueOf(name.toUpperCase(Locale.US));
  }

  /** Whether the run has ended. A restart is a new run. */
  public boolean terminal() {
    return terminal;
  }

  /** Whether the run has ended and reached what it was started for. */
  public boolean complete() {
    return this == SUCCEEDED;
  }

  /**
   * Whether the engine goes on by itself with a new attempt: never, since Maestro retries steps and
   * leaves the restart of a workflow to its users.
   */
  public boolean retryable() {
    return false;
  }

  /** How bad it is that a run has this status. */
  public EventLevel level() {
    return level;
  }
}
