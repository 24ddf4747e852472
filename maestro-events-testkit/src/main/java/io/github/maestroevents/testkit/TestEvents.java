package io.github.maestroevents.testkit;

import io.github.maestroevents.event.MaestroEvent;
import io.github.maestroevents.event.StepInstanceStatusChangeEvent;
import io.github.maestroevents.event.StepStatus;
import io.github.maestroevents.event.User;
import io.github.maestroevents.event.WorkflowActivationChangeEvent;
import io.github.maestroevents.event.WorkflowDeactivationChangeEvent;
import io.github.maestroevents.event.WorkflowDefinitionChangeEvent;
import io.github.maestroevents.event.WorkflowDeletionChangeEvent;
import io.github.maestroevents.event.WorkflowPropertiesChangeEvent;
import io.github.maestroevents.event.WorkflowStatus;
import io.github.maestroevents.event.WorkflowVersionChangeEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Realistic events, each different from every other ever made here, in any JVM: their workflows and
 * runs have random ids. Their times are fixed, so that nothing depends on when a test runs.
 */
public final class TestEvents {

  private static final String CLUSTER = "test";
  private static final User AUTHOR = User.of("tester");
  private static final int EVENTS_PER_STEP = 3;

  private TestEvents() {}

  /** One event, of a run of its own: its first step has succeeded. */
  public static StepInstanceStatusChangeEvent event() {
    return new TestRun().step(1, StepStatus.RUNNING, StepStatus.FINISHING, StepStatus.SUCCEEDED);
  }

  /** One event, of a run of its own: its first step has failed for good. */
  public static StepInstanceStatusChangeEvent failure() {
    return new TestRun().step(1, StepStatus.RUNNING, StepStatus.FATALLY_FAILED);
  }

  /** Events of one run, in order; they share an ordering key. */
  public static List<MaestroEvent> ofOneRun(int events) {
    return List.copyOf(workflowRun(events / EVENTS_PER_STEP + 1).subList(0, events));
  }

  /** Events of one run each; no two share an ordering key. */
  public static List<MaestroEvent> ofManyRuns(int events) {
    return Stream.<MaestroEvent>generate(TestEvents::event).limit(events).toList();
  }

  /**
   * All events of a run that succeeds, in order: the run starts, each step is created, evaluated
   * and run, the run succeeds. That makes three for each step, and two.
   */
  public static List<MaestroEvent> workflowRun(int steps) {
    TestRun run = new TestRun();
    List<MaestroEvent> events = new ArrayList<>();
    events.add(run.instance(WorkflowStatus.CREATED, WorkflowStatus.IN_PROGRESS));
    for (int step = 1; step <= steps; step++) {
      events.add(
          run.step(step, StepStatus.NOT_CREATED, StepStatus.CREATED, StepStatus.INITIALIZED));
      events.add(
          run.step(
              step,
              StepStatus.INITIALIZED,
              StepStatus.WAITING_FOR_SIGNALS,
              StepStatus.EVALUATING_PARAMS,
              StepStatus.WAITING_FOR_PERMITS));
      events.add(
          run.step(
              step,
              StepStatus.WAITING_FOR_PERMITS,
              StepStatus.STARTING,
              StepStatus.RUNNING,
              StepStatus.FINISHING,
              StepStatus.SUCCEEDED));
    }
    events.add(run.instance(WorkflowStatus.IN_PROGRESS, WorkflowStatus.SUCCEEDED));
    return List.copyOf(events);
  }

  /** One event of each type that Netflix Maestro has, all of one workflow. */
  public static List<MaestroEvent> ofEveryType() {
    TestRun run = new TestRun();
    String workflow = run.workflowId;
    return List.of(
        WorkflowDefinitionChangeEvent.builder()
            .workflowId(workflow)
            .workflowName("Daily report")
            .author(AUTHOR)
            .versionId(1)
            .snapshotId(run.tick())
            .clusterName(CLUSTER)
            .eventTime(run.tick())
            .syncTime(run.tick())
            .sendTime(run.tick())
            .build(),
        WorkflowVersionChangeEvent.builder()
            .workflowId(workflow)
            .workflowName("Daily report")
            .author(AUTHOR)
            .versionId(2)
            .currentActiveVersionId(1)
            .clusterName(CLUSTER)
            .eventTime(run.tick())
            .syncTime(run.tick())
            .sendTime(run.tick())
            .build(),
        WorkflowPropertiesChangeEvent.builder()
            .workflowId(workflow)
            .author(AUTHOR)
            .snapshotId(run.tick())
            .clusterName(CLUSTER)
            .eventTime(run.tick())
            .syncTime(run.tick())
            .sendTime(run.tick())
            .build(),
        WorkflowActivationChangeEvent.builder()
            .workflowId(workflow)
            .author(AUTHOR)
            .currentActiveVersionId(2)
            .previousActiveVersionId(1)
            .clusterName(CLUSTER)
            .eventTime(run.tick())
            .syncTime(run.tick())
            .sendTime(run.tick())
            .build(),
        run.instance(WorkflowStatus.CREATED, WorkflowStatus.IN_PROGRESS),
        run.step(1, StepStatus.NOT_CREATED, StepStatus.CREATED, StepStatus.INITIALIZED),
        WorkflowDeactivationChangeEvent.builder()
            .workflowId(workflow)
            .author(AUTHOR)
            .previousActiveVersionId(2)
            .clusterName(CLUSTER)
            .eventTime(run.tick())
            .syncTime(run.tick())
            .sendTime(run.tick())
            .build(),
        WorkflowDeletionChangeEvent.builder()
            .workflowId(workflow)
            .internalId(17)
            .author(AUTHOR)
            .clusterName(CLUSTER)
            .eventTime(run.tick())
            .syncTime(run.tick())
            .sendTime(run.tick())
            .build());
  }
}
