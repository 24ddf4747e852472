package io.github.maestroevents.event;

import com.fasterxml.jackson.annotation.JsonCreator;
import java.util.Locale;

/** The status of an attempt at a step, with the names that Netflix Maestro gives them. */
public enum StepStatus {
  /** Known, and not yet created. */
  NOT_CREATED(Stage.OPEN, EventLevel.INFO),
  /** Created. */
  CREATED(Stage.OPEN, EventLevel.INFO),
  /** Initialized. */
  INITIALIZED(Stage.OPEN, EventLevel.INFO),
  /** Held at a breakpoint. */
  PAUSED(Stage.OPEN, EventLevel.INFO),
  /** Waiting for signals it depends on. */
  WAITING_FOR_SIGNALS(Stage.OPEN, EventLevel.INFO),
  /** Evaluating its parameters. */
  EVALUATING_PARAMS(Stage.OPEN, EventLevel.INFO),
  /** Waiting for permits of its tags. */
  WAITING_FOR_PERMITS(Stage.OPEN, EventLevel.INFO),
  /** Starting its runtime. */
  STARTING(Stage.OPEN, EventLevel.INFO),
  /** Running. */
  RUNNING(Stage.OPEN, EventLevel.INFO),
  /** Its work is done and being wound up. */
  FINISHING(Stage.OPEN, EventLevel.INFO),
  /** Disabled before the run began. */
  DISABLED(Stage.COMPLETE, EventLevel.INFO),
  /** Not to be run: its condition was false, or the workflow had failed before. */
  UNSATISFIED(Stage.COMPLETE, EventLevel.INFO),
  /** Skipped by a user. */
  SKIPPED(Stage.COMPLETE, EventLevel.INFO),
  /** Succeeded. */
  SUCCEEDED(Stage.COMPLETE, EventLevel.INFO),
  /** Failed for good, and the workflow goes on all the same. */
  COMPLETED_WITH_ERROR(Stage.COMPLETE, EventLevel.WARN),
  /** Failed by an error of the user's code; a new attempt follows. */
  USER_FAILED(Stage.TO_BE_RETRIED, EventLevel.WARN),
  /** Failed by an error of the platform; a new attempt follows. */
  PLATFORM_FAILED(Stage.TO_BE_RETRIED, EventLevel.WARN),
  /** Failed for good, and so does the workflow. */
  FATALLY_FAILED(Stage.INCOMPLETE, EventLevel.ERROR),
  /** Failed by an error inside the engine, for good. */
  INTERNALLY_FAILED(Stage.INCOMPLETE, EventLevel.ERROR),
  /** Stopped by a user or with its workflow. */
  STOPPED(Stage.INCOMPLETE, EventLevel.WARN),
  /** Ran out of time; a new attempt follows. */
  TIMEOUT_FAILED(Stage.TO_BE_RETRIED, EventLevel.WARN),
  /** Ran out of time for good. */
  TIMED_OUT(Stage.INCOMPLETE, EventLevel.ERROR);

  private enum Stage {
    OPEN,
    COMPLETE,
    INCOMPLETE,
    TO_BE_RETRIED
  }

  private final Stage stage;
  private final EventLevel level;

  StepStatus(Stage stage, EventLevel level) {
    this.stage = stage;
    this.level = level;
  }

  /**
   * The status of this name, in any case.
   *
   * @throws IllegalArgumentException if there is no such status
   */
  @JsonCreator
  public static StepStatus ofName(String name) {
    return valueOf(name.toUpperCase(Locale.US));
  }

  /**
   * Whether the attempt has ended. Another terminal status may still follow: {@link
   * #COMPLETED_WITH_ERROR} comes after {@link #FATALLY_FAILED}.
   */
  public boolean terminal() {
    return stage != Stage.OPEN;
  }

  /** Whether the step has ended so that the steps after it may run. */
  public boolean complete() {
    return stage == Stage.COMPLETE;
  }

  /** Whether the engine goes on by itself with a new attempt, which has a new step UUID. */
  public boolean retryable() {
    return stage == Stage.TO_BE_RETRIED;
  }

  /** How bad it is that a step has this status. */
  public EventLevel level() {
    return level;
  }
}
